package org.suwen.server.matters;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.decision.Text;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.Refusal;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;

/** Matters over HTTP: a patient opens and follows his own, the office carries them on. */
@RestController
@RequestMapping("/api")
public class MattersApi {

    private static final int MOST_FACTS = 40;

    private final Matters matters;
    private final Gate gate;
    private final Asks asks;
    private final OfficeDoor door;
    private final Clock clock;

    /** The interface of {@code matters}. */
    public MattersApi(Matters matters, Gate gate, Asks asks, OfficeDoor door, Clock clock) {
        this.matters = matters;
        this.gate = gate;
        this.asks = asks;
        this.door = door;
        this.clock = clock;
    }

    /** A matter as it is shown. */
    public record Line(
            String id,
            String kind,
            Text title,
            String patient,
            String stage,
            Optional<Instant> due,
            boolean overdue,
            Map<String, String> facts,
            List<Matter.Event> history) {}

    /** What somebody says: of which kind, or nothing for a step, and the facts. */
    public record Said(String kind, Map<String, String> facts) {
        Map<String, String> known() {
            Map<String, String> given = Objects.requireNonNullElse(facts, Map.of());
            if (given.size() > MOST_FACTS) {
                throw Problem.badRequest("填写项过多", "give at most " + MOST_FACTS + " facts");
            }
            return given;
        }
    }

    /** The office's list, the one due first before the others. */
    @GetMapping("/office/matters")
    public Map<String, List<Line>> all(@RequestCaller Caller caller) {
        door.enter(caller, "office.matters");
        return Map.of("matters", matters.all().stream().map(this::line).toList());
    }

    /** A patient's matters; each look is in the ledger. */
    @GetMapping("/patients/{patient}/matters")
    public Map<String, List<Line>> of(@RequestCaller Caller caller, @PathVariable("patient") String patient) {
        PatientId id = Asks.patient(patient);
        if (gate.view(asks.of(caller, Action.READ, "matters"), id, "Consent") instanceof Gate.View.Refused refused) {
            throw Refusal.of(refused.refusal());
        }
        return Map.of("matters", matters.of(id).stream().map(this::line).toList());
    }

    /** Opens one; 422 with every defect when it is not complete, and no clock starts. */
    @PostMapping("/patients/{patient}/matters")
    public ResponseEntity<Object> open(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, @RequestBody Said said) {
        String kind = Objects.requireNonNullElse(said.kind(), "");
        return answer(matters.open(caller, Asks.patient(patient), kind, said.known()));
    }

    /** Takes a step in one. */
    @PostMapping("/patients/{patient}/matters/{matter}/{step}")
    public ResponseEntity<Object> step(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @PathVariable("matter") String matter,
            @PathVariable("step") String step,
            @RequestBody Said said) {
        var where = new Matters.Where(matter, step);
        return answer(matters.step(caller, Asks.patient(patient), where, said.known()));
    }

    private ResponseEntity<Object> answer(Handled handled) {
        return switch (handled) {
            case Handled.Unknown unknown -> throw Problem.notFound();
            case Handled.Refused refused -> throw Refusal.of(refused.refusal());
            case Handled.Invalid invalid ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(body("error", "INCOMPLETE", "defects", invalid.defects()));
            case Handled.Done done -> {
                SortedMap<String, Object> body = body("matter", line(done.matter()), "answer", done.answer());
                done.parcel().ifPresent(parcel -> body.put("package", parcel.written()));
                yield ResponseEntity.status(HttpStatus.CREATED).body(body);
            }
        };
    }

    private static SortedMap<String, Object> body(String name, Object value, String list, List<Defect> defects) {
        SortedMap<String, Object> body = new TreeMap<>();
        body.put(name, value);
        body.put(list, defects);
        return body;
    }

    private Line line(Matter each) {
        boolean waits = matters.waits(each);
        return new Line(
                each.id(),
                each.kind(),
                Optional.ofNullable(matters.book().kinds().get(each.kind()))
                        .map(kind -> kind.title())
                        .orElse(new Text(each.kind(), each.kind())),
                each.patient(),
                each.stage(),
                each.due(),
                waits && each.due().filter(clock.instant()::isAfter).isPresent(),
                each.facts(),
                each.history());
    }
}

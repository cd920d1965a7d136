package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Action;
import org.suwen.decision.Provision;
import org.suwen.decision.consent.ConsentAct;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.consent.Picture;
import org.suwen.decision.consent.Submission;
import org.suwen.decision.consent.Task;
import org.suwen.fhir.ConsentWriter;
import org.suwen.fhir.PrivacyConsent;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Gate;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Refusal;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.vault.PatientId;

/** Acts of consent over HTTP: hand in, take back, look up on two axes of time, preview, receipt, FHIR. */
@RestController
@RequestMapping("/api/patients/{patient}/consents")
public class ConsentActsApi {

    private static final int MAX_ITEMS = 200;
    private static final Set<String> WISHES = Set.of("STOP_NEW_ONLY", "RESTRICT", "RETURN_COPY", "DELETE", "ANONYMISE");

    private final ConsentDesk desk;
    private final Gate gate;
    private final Asks asks;
    private final Clock clock;
    private final Shown shown;

    /** What is shown beside the acts. */
    public record Shown(Receipts receipts, Previews previews) {}

    /** The interface of {@code desk}. */
    public ConsentActsApi(ConsentDesk desk, Gate gate, Asks asks, Clock clock, Shown shown) {
        this.desk = desk;
        this.gate = gate;
        this.asks = asks;
        this.clock = clock;
        this.shown = shown;
    }

    /** An act in force, with its tasks and its receipt. */
    public record Filing(long version, String act, List<Task> tasks, Receipts.Signed receipt) {}

    /** What is wrong with a consent, part by part. */
    public record Refusals(String error, String zh, String en, List<Defect> defects) {}

    /** Hands a consent in; 422 with every defect when it is not valid. */
    @PostMapping("/acts")
    public ResponseEntity<Object> capture(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @RequestParam("version") Optional<Long> version,
            @RequestBody Submission submission) {
        PatientId id = Parties.patient(patient);
        OptionalLong expected = version.map(OptionalLong::of).orElse(OptionalLong.empty());
        return answer(id, desk.capture(caller, id, expected, submission));
    }

    /** What is taken back; nothing named means everything agreed. */
    public record Withdrawal(Set<String> items, String wish) {}

    /** Takes consent back, in one call and without conditions (PIPL 15). */
    @PostMapping("/withdraw")
    public ResponseEntity<Object> withdraw(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @RequestBody(required = false) Optional<Withdrawal> withdrawal) {
        PatientId id = Parties.patient(patient);
        Set<String> items = withdrawal
                .map(Withdrawal::items)
                .map(named -> Objects.requireNonNullElse(named, Set.<String>of()))
                .orElse(Set.of());
        String wish = withdrawal
                .map(Withdrawal::wish)
                .map(named -> Objects.requireNonNullElse(named, "STOP_NEW_ONLY"))
                .orElse("STOP_NEW_ONLY");
        if (items.size() > MAX_ITEMS || !WISHES.contains(wish)) {
            throw Problem.badRequest("撤回内容无法识别", "`items` are keys of the page, `wish` is one of " + WISHES);
        }
        return answer(id, desk.withdraw(caller, id, items, wish));
    }

    private ResponseEntity<Object> answer(PatientId patient, Filed filed) {
        return switch (filed) {
            case Filed.Refused refused -> throw Refusal.of(refused.refusal());
            case Filed.Moved moved ->
                throw new Problem(HttpStatus.CONFLICT, "MOVED", "授权已变化，请重新查看", "the consent has changed; look again");
            case Filed.Invalid invalid ->
                ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .body(new Refusals(
                                "CONSENT_INVALID",
                                "授权无效",
                                "the consent is not valid; see `defects`",
                                invalid.defects()));
            case Filed.Done done -> {
                ConsentAct act = done.change().card().file().act(done.act()).orElseThrow();
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Filing(
                                done.change().version(),
                                done.act(),
                                done.tasks(),
                                shown.receipts().of(patient.toString(), act)));
            }
        };
    }

    /** How things stood at {@code at}, as known at {@code knownAt}; now for whichever is left out. */
    @GetMapping("/state")
    public Picture state(
            @RequestCaller Caller caller,
            @PathVariable("patient") String patient,
            @RequestParam("at") Optional<String> at,
            @RequestParam("knownAt") Optional<String> knownAt) {
        Instant now = clock.instant();
        PatientCard card = card(caller, Parties.patient(patient), "consent.state");
        return card.file().at(moment(at, now), moment(knownAt, now));
    }

    private static Instant moment(Optional<String> written, Instant otherwise) {
        try {
            return written.map(text -> OffsetDateTime.parse(text).toInstant()).orElse(otherwise);
        } catch (java.time.DateTimeException unreadable) {
            throw Problem.badRequest("时间格式无法识别", "`at` and `knownAt` are times with their offset");
        }
    }

    /** All acts, oldest first. */
    @GetMapping("/acts")
    public List<ConsentAct> acts(@RequestCaller Caller caller, @PathVariable("patient") String patient) {
        return card(caller, Parties.patient(patient), "consent.acts").file().acts();
    }

    /** The signed receipt of an act (ISO/IEC TS 27560). */
    @GetMapping("/acts/{act}/receipt")
    public Receipts.Signed receipt(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, @PathVariable("act") String act) {
        PatientId id = Parties.patient(patient);
        ConsentAct found = card(caller, id, "consent.receipt").file().act(act).orElseThrow(Problem::notFound);
        return shown.receipts().of(id.toString(), found);
    }

    /** Choices that are not made yet. */
    public record Wish(List<ConsentDesk.Wanted> changes) {}

    /** Who could see what of the patient's own record if these choices were made. */
    @PostMapping("/preview")
    public Map<String, Object> preview(
            @RequestCaller Caller caller, @PathVariable("patient") String patient, @RequestBody Wish wish) {
        PatientId id = Parties.patient(patient);
        PatientCard card = card(caller, id, "consent.preview");
        Instant now = clock.instant();
        var answers = new TreeMap<String, org.suwen.decision.Choice>();
        List<ConsentDesk.Wanted> changes = Objects.requireNonNullElse(wish.changes(), List.of());
        if (changes.size() > MAX_ITEMS) {
            throw Problem.badRequest("选择项过多", "give at most 200 choices in `changes`");
        }
        changes.forEach(each -> answers.put(each.key(), each.choice()));
        var act = new ConsentAct(
                "preview",
                ConsentAct.Kind.GIVE,
                now,
                now,
                ConsentAct.Content.items(answers),
                ConsentAct.Signing.by(caller.accountId(), ConsentAct.Signer.PATIENT),
                "");
        var change = new Previews.Change(card, card.withAct(act, now));
        var known = gate.known(asks.of(caller, Action.READ, "consent.preview"), id);
        return Map.of("parties", shown.previews().of(id, change, known, now));
    }

    /** The clauses in force as a FHIR R4 Consent. */
    @GetMapping(path = "/fhir", produces = "application/fhir+json")
    public byte[] fhir(@RequestCaller Caller caller, @PathVariable("patient") String patient) {
        PatientId id = Parties.patient(patient);
        PatientCard card = card(caller, id, "consent.fhir");
        List<Provision> clauses = Answers.clauses(card.consent(), clock.instant());
        var consent = new PrivacyConsent("Patient/" + id, "active", Optional.empty(), false, clauses);
        return ConsentWriter.write(id.toString(), consent);
    }

    private PatientCard card(Caller caller, PatientId patient, String operation) {
        return switch (gate.view(asks.of(caller, Action.READ, operation), patient, "Consent")) {
            case Gate.View.Refused refused -> throw Refusal.of(refused.refusal());
            case Gate.View.Shown found -> found.card();
        };
    }
}

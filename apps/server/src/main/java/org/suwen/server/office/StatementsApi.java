package org.suwen.server.office;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.server.care.Emergencies;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;

/** The statements that follow emergencies, as the office reviews them one by one (ACC-11). */
@RestController
@RequestMapping("/api/office/statements")
public class StatementsApi {

    private static final int LONGEST_LIST = 200;

    private final Emergencies emergencies;
    private final Explanations explanations;
    private final OfficeDoor door;

    /** The interface over {@code emergencies}. */
    public StatementsApi(Emergencies emergencies, Explanations explanations, OfficeDoor door) {
        this.emergencies = emergencies;
        this.explanations = explanations;
        this.door = door;
    }

    /**
     * One statement.
     *
     * @param patient the opaque id
     * @param text what was filed, empty until then
     */
    public record Line(
            String id,
            Explanations.Who actor,
            String patient,
            Instant openedAt,
            Instant dueAt,
            Optional<Instant> filedAt,
            String text) {}

    /** Statements, those still owed first, then the newest. */
    public record Lines(List<Line> statements) {}

    /** The latest 200 statements; the visit is an entry of its own. */
    @GetMapping
    public Lines statements(@RequestCaller Caller caller) {
        door.enter(caller, "office.statements");
        return new Lines(emergencies.all().stream()
                .sorted((one, other) -> Boolean.compare(
                        one.filedAt().isPresent(), other.filedAt().isPresent()))
                .limit(LONGEST_LIST)
                .map(each -> new Line(
                        each.id(),
                        explanations.who(each.actor(), Role.DOCTOR.name()),
                        each.patient(),
                        each.openedAt(),
                        each.dueAt(),
                        each.filedAt(),
                        each.text()))
                .toList());
    }
}

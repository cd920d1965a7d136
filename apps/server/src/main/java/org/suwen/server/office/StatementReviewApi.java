package org.suwen.server.office;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.Act;
import org.suwen.server.care.Emergencies;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.server.web.WrittenText;

/** Emergency access as the office sees it: what is owed, what is overdue, and whether it was justified (ACC-11). */
@RestController
@RequestMapping("/api/office/statements")
public class StatementReviewApi {

    private final OfficeDoor door;
    private final Emergencies emergencies;
    private final Clock clock;

    /** The interface of {@code emergencies} for the office. */
    public StatementReviewApi(OfficeDoor door, Emergencies emergencies, Clock clock) {
        this.door = door;
        this.emergencies = emergencies;
        this.clock = clock;
    }

    /** One statement; the patient is named by id only. */
    public record Line(
            String id,
            String actor,
            String patient,
            Instant openedAt,
            Instant dueAt,
            boolean overdue,
            Optional<Instant> escalatedAt,
            Optional<Instant> filedAt,
            String text,
            Optional<Emergencies.Review> review) {}

    /** All statements. */
    public record Lines(List<Line> statements) {}

    /** All statements, newest first. */
    @GetMapping
    public Lines statements(@RequestCaller Caller caller) {
        door.enter(caller, "office.statements");
        return lines();
    }

    private Lines lines() {
        Instant now = clock.instant();
        return new Lines(emergencies.all().stream()
                .map(each -> new Line(
                        each.id(),
                        each.actor(),
                        each.patient(),
                        each.openedAt(),
                        each.dueAt(),
                        each.isOverdue(now),
                        each.escalatedAt(),
                        each.filedAt(),
                        each.text(),
                        each.review()))
                .toList());
    }

    /** What the officer found. */
    public record Finding(boolean justified, String note) {}

    /** Keeps the finding about a filed statement; once, and by the officer. */
    @PostMapping("/{id}/review")
    public Lines review(@RequestCaller Caller caller, @PathVariable("id") String id, @RequestBody Finding finding) {
        if (caller.role() != Role.OFFICER) {
            throw door.refused(caller, "statement.review", OfficeDoor.notForThem());
        }
        String note = WrittenText.of(finding.note(), "note");
        var found = new Emergencies.Review(caller.accountId(), clock.instant(), finding.justified(), note);
        boolean kept = emergencies.review(
                id,
                found,
                statement -> door.act(
                        caller,
                        EntryType.STATEMENT,
                        new Act("statement.review", "AUDIT", new byte[0], statement.id()),
                        Optional.of(UUID.fromString(statement.patient()))));
        if (!kept) {
            throw Problem.notFound();
        }
        return lines();
    }
}

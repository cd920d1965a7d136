package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.consent.Task;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.office.OfficeDoor;
import org.suwen.server.web.Problem;

/** The office's list of what must be done by a time because of an act of consent. */
@RestController
@RequestMapping("/api/office/consent-tasks")
public class ConsentTasksApi {

    private static final int LONGEST_PROOF = 1_000;

    private final ConsentTasks tasks;
    private final OfficeDoor door;
    private final Clock clock;

    /** The interface of {@code tasks}, for whom {@code door} lets in. */
    public ConsentTasksApi(ConsentTasks tasks, OfficeDoor door, Clock clock) {
        this.tasks = tasks;
        this.door = door;
        this.clock = clock;
    }

    /** A task as the office sees it. */
    public record Line(
            String id,
            Task.Kind kind,
            String rule,
            String patient,
            Instant start,
            Instant due,
            boolean overdue,
            Optional<Instant> doneAt,
            String proof) {}

    /** All tasks, the one due first before the others. */
    @GetMapping
    public Map<String, List<Line>> list(@RequestCaller Caller caller) {
        door.enter(caller, "office.consent-tasks");
        Instant now = clock.instant();
        return Map.of(
                "tasks",
                tasks.list().stream()
                        .map(each -> new Line(
                                each.task().id(),
                                each.task().kind(),
                                each.task().kind().rule(),
                                each.patient(),
                                each.task().start(),
                                each.task().due(),
                                each.overdue(now),
                                each.doneAt(),
                                each.proof()))
                        .toList());
    }

    /** What shows that a task is done. */
    public record Proof(String proof) {}

    /** Enters that a task is done. */
    @PostMapping("/{id}")
    public Map<String, List<Line>> done(
            @RequestCaller Caller caller, @PathVariable("id") String id, @RequestBody Proof proof) {
        if (proof.proof() == null || proof.proof().isBlank() || proof.proof().length() > LONGEST_PROOF) {
            throw Problem.badRequest("请写明完成的证明", "say in `proof` what shows that it is done");
        }
        door.enter(caller, "office.consent-task.done");
        return switch (tasks.done(id, proof.proof())) {
            case UNKNOWN -> throw Problem.notFound();
            case ALREADY -> throw new Problem(HttpStatus.CONFLICT, "DONE", "该任务已办结", "the task is done already");
            case DONE -> list(caller);
        };
    }
}

package org.suwen.server.office;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.decision.Role;
import org.suwen.server.dispute.DisputeHold;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.RequestCaller;
import org.suwen.server.web.Problem;
import org.suwen.server.web.WrittenText;

/** Dispute holds over HTTP: the officer places one, an officer and a second person release it. */
@RestController
@RequestMapping("/api/office/holds")
public class HoldApi {

    private static final int MOST = 1000;

    private final HoldDesk desk;
    private final OfficeDoor door;
    private final Explanations explanations;

    /** The interface of {@code desk}. */
    public HoldApi(HoldDesk desk, OfficeDoor door, Explanations explanations) {
        this.desk = desk;
        this.door = door;
        this.explanations = explanations;
    }

    /** One person's word to release. */
    public record Word(Explanations.Who by, Instant at, String reason) {}

    /** A hold as the office sees it. */
    public record Line(
            String id,
            SortedSet<Long> entries,
            SortedSet<String> patients,
            String reason,
            Explanations.Who by,
            Instant at,
            Optional<Word> asked,
            Optional<Word> released) {}

    /** All holds, those that stand first. */
    @GetMapping
    public Map<String, List<Line>> list(@RequestCaller Caller caller) {
        door.enter(caller, "office.holds");
        return lines();
    }

    private Map<String, List<Line>> lines() {
        return Map.of("holds", desk.holds().all().stream().map(this::line).toList());
    }

    private Line line(DisputeHold hold) {
        return new Line(
                hold.id(),
                hold.entries(),
                hold.patients(),
                hold.reason(),
                explanations.who(hold.by(), Role.OFFICER.name()),
                hold.at(),
                hold.asked().map(this::word),
                hold.released().map(this::word));
    }

    private Word word(DisputeHold.Release release) {
        return new Word(explanations.who(release.by(), ""), release.at(), release.reason());
    }

    /** What to hold: entries by index, patients by their opaque id, or both. */
    public record Order(
            @Nullable List<Long> entries,
            @Nullable List<String> patients,
            @Nullable String reason) {}

    /** Places a hold. */
    @PostMapping
    public Map<String, List<Line>> place(@RequestCaller Caller caller, @RequestBody Order order) {
        if (caller.role() != Role.OFFICER) {
            throw door.refused(caller, "hold.place", OfficeDoor.notForThem());
        }
        String reason = WrittenText.of(order.reason(), "reason");
        NavigableSet<Long> entries = new TreeSet<>();
        NavigableSet<String> patients = new TreeSet<>();
        List<Long> indexes = order.entries() == null ? List.of() : order.entries();
        List<String> ids = order.patients() == null ? List.of() : order.patients();
        boolean gap = indexes.stream().anyMatch(Objects::isNull) || ids.stream().anyMatch(Objects::isNull);
        if (gap || indexes.size() + ids.size() > MOST) {
            throw unnamed();
        }
        entries.addAll(indexes);
        ids.forEach(id -> patients.add(patient(id)));
        if (entries.isEmpty() && patients.isEmpty()) {
            throw unnamed();
        }
        var unused = desk.place(caller, entries, patients, reason);
        return lines();
    }

    private static Problem unnamed() {
        return Problem.badRequest("须写明保全哪些条目或患者（1 至 1000 项）", "`entries` and `patients` name 1 to 1000 things to hold");
    }

    private static String patient(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException wrong) {
            throw Problem.badRequest("患者编号无法识别", "`patients` names opaque ids");
        }
    }

    /** Why it may end. */
    public record Reason(@Nullable String reason) {}

    /** Asks for the release, or agrees to it as the second person. */
    @PostMapping("/{id}/release")
    public Map<String, List<Line>> release(
            @RequestCaller Caller caller, @PathVariable("id") String id, @RequestBody Reason why) {
        if (caller.role() != Role.OFFICER && caller.role() != Role.AUDITOR) {
            throw door.refused(caller, "hold.release", OfficeDoor.notForThem());
        }
        String reason = WrittenText.of(why.reason(), "reason");
        return switch (desk.release(caller, id, reason)) {
            case ASKED, RELEASED -> lines();
            case SAME_PERSON ->
                throw door.refused(
                        caller,
                        "hold.release",
                        Problem.forbidden("SECOND_PERSON", "须由第二人同意解除", "a second person must agree to the release"));
            case UNKNOWN -> throw new Problem(HttpStatus.NOT_FOUND, "NOT_FOUND", "没有这项保全，或已解除", "no such hold stands");
        };
    }
}

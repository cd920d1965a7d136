package org.suwen.decision.matter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One matter about one patient: a request for a right, a complaint, a correction, an incident, a dispute, a disclosure.
 *
 * @param id its id
 * @param kind which kind, by its name in the book
 * @param patient the opaque patient id
 * @param stage where it stands
 * @param due by when it must be closed, inclusive; absent where no clock runs
 * @param facts what is known, by name; a step adds to them
 * @param history what was done, oldest first; never empty
 */
public record Matter(
        String id,
        String kind,
        String patient,
        String stage,
        Optional<Instant> due,
        SortedMap<String, String> facts,
        List<Event> history) {
    public Matter {
        due = Objects.requireNonNullElse(due, Optional.empty());
        facts = new TreeMap<>(facts);
        history = List.copyOf(history);
    }

    /**
     * One thing that was done.
     *
     * @param step the step; {@code OPEN} for the first
     * @param by the account that did it
     */
    public record Event(Instant at, String step, String by, String stage) {}

    /** The first step of a history. */
    public static final String OPEN = "OPEN";

    /** Who opened it. */
    public String opener() {
        return history.getFirst().by();
    }

    /** The matter after one more step. */
    public Matter after(Event event, SortedMap<String, String> said) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.putAll(said);
        List<Event> longer = new ArrayList<>(history);
        longer.add(event);
        return new Matter(id, kind, patient, event.stage(), due, more, longer);
    }
}

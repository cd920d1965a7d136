package org.suwen.decision.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.ConsentState;

/**
 * All acts of consent of one patient, in the order they were recorded.
 *
 * <p>Two axes of time: what counted at a moment ({@code effectiveAt}), as known at a moment ({@code recordedAt}). A form
 * signed on the 3rd and brought in on the 5th counts from the 3rd, and nobody knew on the 4th.
 */
public record ConsentFile(List<ConsentAct> acts) {

    /** The most acts of one patient. */
    public static final int MAX_ACTS = 2_000;

    /** No act yet. */
    public static final ConsentFile EMPTY = new ConsentFile(List.of());

    public ConsentFile {
        acts = List.copyOf(acts);
        if (acts.size() > MAX_ACTS) {
            throw new IllegalArgumentException("a patient's file holds at most `" + MAX_ACTS + "` acts of consent");
        }
    }

    /** The file with one more act. */
    public ConsentFile with(ConsentAct act) {
        List<ConsentAct> more = new ArrayList<>(acts);
        more.add(act);
        return new ConsentFile(more);
    }

    /** The act of an id. */
    public Optional<ConsentAct> act(String id) {
        return acts.stream().filter(act -> act.id().equals(id)).findFirst();
    }

    /** How things stood at {@code at}, from what was recorded by {@code knownAt}, both inclusive. */
    public Picture at(Instant at, Instant knownAt) {
        List<ConsentAct> known =
                acts.stream().filter(act -> !act.recordedAt().isAfter(knownAt)).toList();
        Set<String> voided = new HashSet<>();
        known.stream()
                .filter(act -> act.kind() == ConsentAct.Kind.INVALIDATE)
                .forEach(act -> voided.add(act.concerns()));
        var fold = new Fold(at);
        known.stream()
                .filter(act -> !act.effectiveAt().isAfter(at))
                .sorted(Comparator.comparing(ConsentAct::effectiveAt)) // stable: recorded order breaks ties
                .forEach(act -> fold.take(act, voided.contains(act.id())));
        return fold.picture(knownAt);
    }

    /** The consent a decision works with from now on, terms included. */
    public ConsentState current(Instant now) {
        return at(now, now).state();
    }
}

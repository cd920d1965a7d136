package org.suwen.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Diagram;
import org.suwen.decision.condition.Diagrams;

/**
 * Where two rulebooks answer differently: which questions one may permit and the other not, over every question there can
 * be.
 *
 * <p>Works on the sets of the {@link Prover}: a permit counts with how much its answer tells, not with its ground. A test
 * of an open value, such as a number above a limit, is the same in both when it is written the same and its parameters
 * have the same values. Not safe for use from more than one thread.
 */
public final class RulebookDiff {

    /** Whether more or less may be had. */
    public enum Direction {
        GAINS,
        LOSES
    }

    /**
     * Questions that one rulebook may permit and the other not, for the same cause.
     *
     * @param actions what is done
     * @param purposes what for
     * @param roles by whom
     * @param kinds by what kind of thing
     * @param share which part of the combinations of facts of the first kind of request it is
     * @param example one question, attributes by name
     */
    public record Region(
            Direction direction,
            SortedSet<Action> actions,
            SortedSet<Purpose> purposes,
            SortedSet<Role> roles,
            SortedSet<ActorKind> kinds,
            double share,
            Map<String, String> example) {}

    private record Cause(Direction direction, Diagram set) {}

    private record Pair(Diagram before, Diagram after) {}

    private final Diagrams diagrams;
    private final Map<Pair, List<Cause>> causes = new LinkedHashMap<>();
    private final Map<Cause, Region> regions = new LinkedHashMap<>();
    private double possible;
    private final Prover before;
    private final Prover after;

    private RulebookDiff(Rulebook before, Rulebook after, LocalDate day) {
        this.before = new Prover(before, day);
        this.after = this.before.ofAnother(after, day);
        this.diagrams = this.before.diagrams();
    }

    /** The regions in which the second rulebook answers differently from the first, with the parameters of a day. */
    public static List<Region> between(Rulebook before, Rulebook after, LocalDate day) {
        RulebookDiff diff = new RulebookDiff(before, after, day);
        for (Prover.Cell cell : Prover.cells(Scope.ALL)) {
            diff.compare(cell);
        }
        return List.copyOf(diff.regions.values());
    }

    private void compare(Prover.Cell cell) {
        Pair pair = new Pair(before.carried(cell), after.carried(cell));
        for (Cause cause : causes.computeIfAbsent(pair, this::causes)) {
            Diagram asked = before.asked(cell);
            Diagram changed = diagrams.and(asked, cause.set());
            if (changed != diagrams.no()) {
                Region region = regions.computeIfAbsent(cause, unseen -> region(cause, asked, changed));
                region.actions().add(cell.action());
                region.purposes().add(cell.purpose());
                region.roles().add(cell.role());
                region.kinds().add(cell.kind());
            }
        }
    }

    private List<Cause> causes(Pair pair) {
        List<Cause> found = new ArrayList<>();
        if (pair.before() != pair.after()) {
            Diagram old = diagrams.whatever(Fact.GROUND.attribute(), pair.before());
            Diagram now = diagrams.whatever(Fact.GROUND.attribute(), pair.after());
            found.add(new Cause(Direction.GAINS, diagrams.without(now, old)));
            found.add(new Cause(Direction.LOSES, diagrams.without(old, now)));
        }
        return found;
    }

    private Region region(Cause cause, Diagram asked, Diagram changed) {
        if (possible == 0) {
            // the same for every kind of request: what can't be says nothing of it; and each question has one answer
            Diagram all = diagrams.and(diagrams.and(asked, before.space()), before.answer(Granularity.OVERVIEW, false));
            possible = diagrams.density(diagrams.whatever(Fact.GROUND.attribute(), all));
        }
        return new Region(
                cause.direction(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                diagrams.density(changed) / possible,
                diagrams.example(changed).orElseThrow());
    }
}

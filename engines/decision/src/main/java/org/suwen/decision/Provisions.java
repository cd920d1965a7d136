package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The clauses of a patient's consents, compiled once when the version is made or read.
 *
 * <p>Idea: the tree is laid out flat, depth first; each clause knows where its subtree ends, so that one that doesn't
 * reach a use is skipped with everything inside it. Purposes, actions and roles are bits. Asking allocates nothing.
 */
public final class Provisions {

    /** The most clauses of one patient. */
    public static final int MAX_CLAUSES = 10_000;

    /** No clause at all. */
    public static final Provisions NONE = new Provisions(List.of());

    private final List<Provision> list;
    private final Clause[] clauses;
    private final long purposes;

    private Provisions(List<Provision> list) {
        this.list = list;
        List<Clause> flat = new ArrayList<>();
        long all = 0;
        for (Provision each : list) {
            lay(each, flat);
            all |= Clause.purposes(each.reach());
        }
        this.clauses = flat.toArray(new Clause[0]);
        this.purposes = all;
    }

    /**
     * The compiled clauses.
     *
     * @throws IllegalArgumentException when they are more, or nest deeper, than is taken
     */
    public static Provisions of(List<Provision> list) {
        if (list.isEmpty()) {
            return NONE;
        }
        int size = list.stream().mapToInt(Provision::size).sum();
        int depth = list.stream().mapToInt(Provision::depth).max().orElse(0);
        if (size > MAX_CLAUSES || depth > Provision.MAX_DEPTH) {
            throw new IllegalArgumentException("a patient's consents hold at most `" + MAX_CLAUSES
                    + "` clauses that nest at most `" + Provision.MAX_DEPTH + "` deep");
        }
        return new Provisions(List.copyOf(list));
    }

    /** The clauses as they were given. */
    public List<Provision> list() {
        return list;
    }

    /** Whether there is no clause. */
    public boolean isEmpty() {
        return clauses.length == 0;
    }

    private static void lay(Provision provision, List<Clause> flat) {
        int at = flat.size();
        Clause open = Clause.of(provision, 0);
        flat.add(open);
        provision.exceptions().forEach(each -> lay(each, flat));
        flat.set(at, Clause.of(provision, flat.size()));
    }

    /** The answer to a request on a class of data: no answer when no clause reaches it. */
    public Choice answer(Request request, DecisionClass data) {
        return (purposes & Clause.bit(request.purpose())) == 0
                ? Choice.NONE
                : Answers.strictest(possible(0, clauses.length, request, data, null));
    }

    /** The answer to a use, of a single record where one is named. */
    public Choice answer(Use use) {
        return Answers.strictest(
                possible(0, clauses.length, use.request(), use.data(), use.row().orElse(null)));
    }

    // Five parts, handed down unpacked: a record of them would be allocated at each decision.
    private int possible(int from, int to, Request request, DecisionClass data, Use.@Nullable Single row) {
        int combined = Answers.NONE;
        for (int i = from; i < to && combined != Answers.DISAGREE; i = clauses[i].end()) {
            Clause clause = clauses[i];
            Clause.Reached reached = clause.reaches(request, data, row);
            if (reached != Clause.Reached.NO) {
                int inner = possible(i + 1, clause.end(), request, data, row);
                combined = Answers.combine(combined, Answers.of(clause, reached, inner));
            }
        }
        return combined;
    }

    /** The clauses that decide a use, by their paths; empty when none reaches it. */
    public List<String> deciding(Use use) {
        List<String> paths = new ArrayList<>();
        Choice answer = answer(use);
        if (answer != Choice.NONE) {
            for (int i = 0; i < clauses.length; i = clauses[i].end()) {
                var unused = deciding(i, use, answer, paths);
            }
        }
        return paths;
    }

    private int deciding(int at, Use use, Choice wanted, List<String> paths) {
        Clause clause = clauses[at];
        Clause.Reached reached =
                clause.reaches(use.request(), use.data(), use.row().orElse(null));
        if (reached == Clause.Reached.NO) {
            return Answers.NONE;
        }
        int inner = Answers.NONE;
        for (int i = at + 1; i < clause.end(); i = clauses[i].end()) {
            inner = Answers.combine(inner, deciding(i, use, wanted, paths));
        }
        if ((inner & Answers.NONE) != 0 && clause.said() == wanted) {
            paths.add(clause.path());
        }
        return Answers.of(clause, reached, inner);
    }

    /**
     * Sets of possible answers as bits: while the single record isn't known, a clause about single records may or may not
     * reach, and the strictest possible answer counts.
     */
    private static final class Answers {
        static final int NONE = 1;
        static final int AGREE = 2;
        static final int DISAGREE = 4;

        private Answers() {}

        /** Side by side a refusal wins over an agreement, and both over no answer. */
        static int combine(int left, int right) {
            boolean agree = ((left & AGREE) != 0 && (right & (AGREE | NONE)) != 0)
                    || ((right & AGREE) != 0 && (left & (AGREE | NONE)) != 0);
            return ((left | right) & DISAGREE) | (agree ? AGREE : 0) | (left & right & NONE);
        }

        /** The clauses inside decide; where they may not reach, the clause itself; where it may not either, nothing. */
        static int of(Clause clause, Clause.Reached reached, int inner) {
            int own = clause.said() == Choice.AGREE ? AGREE : DISAGREE;
            int said = (inner & NONE) == 0 ? inner : (inner & ~NONE) | own;
            return reached == Clause.Reached.PERHAPS ? said | NONE : said;
        }

        static Choice strictest(int possible) {
            if ((possible & DISAGREE) != 0) {
                return Choice.DISAGREE;
            }
            return (possible & NONE) != 0 ? Choice.NONE : Choice.AGREE;
        }
    }

    /** Whether two sets share a name; allocates nothing. */
    static boolean touches(String[] wanted, SortedSet<String> names) {
        for (String each : wanted) {
            if (names.contains(each)) {
                return true;
            }
        }
        return false;
    }

    static String[] array(Set<String> names) {
        return names.toArray(new String[0]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Provisions that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return "Provisions" + list;
    }
}

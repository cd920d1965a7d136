package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;
import org.suwen.decision.condition.Clause;
import org.suwen.decision.condition.ClauseIndex;
import org.suwen.decision.condition.Values;

/** Rules that speak at the same point, indexed by what they ask for. */
@SuppressWarnings("EnumOrdinal") // places live in memory only and are never stored
final class Stage {

    /** Marks a rule that can't be evaluated. */
    static final int FAULT = 1 << 30;

    private final ClauseIndex index;

    /** The most that can be found. */
    private final int most;

    private Stage(List<ClauseIndex.Entry> entries) {
        index = ClauseIndex.of(entries, RuleSchema.schema());
        most = entries.size();
    }

    /** All of these rules. */
    static Stage of(List<CompiledRule> rules) {
        List<ClauseIndex.Entry> entries = new ArrayList<>();
        for (CompiledRule rule : rules) {
            rule.holds().forEach(clause -> entries.add(new ClauseIndex.Entry(rule.index(), clause)));
            rule.faults().forEach(clause -> entries.add(new ClauseIndex.Entry(rule.index() | FAULT, clause)));
        }
        return new Stage(entries);
    }

    /** Those of these rules that count under a ground. */
    static Stage under(HeldGround ground, List<CompiledRule> rules) {
        List<ClauseIndex.Entry> entries = new ArrayList<>();
        for (CompiledRule rule : rules) {
            if (rule.binds(ground)) {
                add(rule.holds(), rule.index(), ground, entries);
                add(rule.faults(), rule.index() | FAULT, ground, entries);
            }
        }
        return new Stage(entries);
    }

    private static void add(List<Clause> clauses, int id, HeldGround ground, List<ClauseIndex.Entry> entries) {
        for (Clause clause : clauses) {
            if (clause.allows(RuleSchema.schema(), Fact.GROUND.attribute(), ground.code())) {
                entries.add(new ClauseIndex.Entry(id, clause));
            }
        }
    }

    /** Writes the rules that hold, and with {@link #FAULT} those that can't be evaluated, in their order, each once. */
    void find(Values values, Found found) {
        found.clear(most);
        found.count = index.find(values, found.rules, 0);
        found.sort();
    }
}

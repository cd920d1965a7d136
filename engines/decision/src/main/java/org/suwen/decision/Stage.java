package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;
import org.suwen.decision.condition.ClauseIndex;
import org.suwen.decision.condition.Codes;
import org.suwen.decision.condition.Values;

/** Rules that speak at the same point, indexed by what they ask for. */
final class Stage {

    /** Marks a rule that can't be evaluated. */
    static final int FAULT = 1 << 30;

    private final ClauseIndex index;

    /** The most that can be found. */
    private final int most;

    Stage(List<ClauseIndex.Entry> entries, Codes codes) {
        index = ClauseIndex.of(entries, RuleSchema.schema(), codes);
        most = entries.size();
    }

    /** The clauses of rules, each with its rule's place. */
    static List<ClauseIndex.Entry> entries(List<CompiledRule> rules) {
        List<ClauseIndex.Entry> entries = new ArrayList<>();
        for (CompiledRule rule : rules) {
            rule.holds().forEach(clause -> entries.add(new ClauseIndex.Entry(rule.index(), clause)));
            rule.faults().forEach(clause -> entries.add(new ClauseIndex.Entry(rule.index() | FAULT, clause)));
        }
        return entries;
    }

    /** Writes the rules that hold, and with {@link #FAULT} those that can't be evaluated, in their order, each once. */
    void find(Values values, Found found) {
        found.clear(most);
        if (most == 0) {
            return;
        }
        found.count = index.find(values, found.rules, 0);
        found.sort();
    }
}

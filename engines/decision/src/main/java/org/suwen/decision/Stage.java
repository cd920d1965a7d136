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
    private final CompiledRule[] faultable;

    /** The most that can be found. */
    private final int most;

    private Stage(ClauseIndex index, CompiledRule[] faultable, int most) {
        this.index = index;
        this.faultable = faultable;
        this.most = most;
    }

    /** All of these rules. */
    static Stage of(List<CompiledRule> rules) {
        return of(rules, -1);
    }

    /** Those of these rules that count under a ground. */
    static Stage under(HeldGround ground, List<CompiledRule> rules) {
        return of(rules.stream().filter(rule -> rule.binds(ground)).toList(), ground.code());
    }

    private static Stage of(List<CompiledRule> rules, int ground) {
        List<ClauseIndex.Entry> entries = new ArrayList<>();
        List<CompiledRule> faultable = new ArrayList<>();
        for (CompiledRule rule : rules) {
            for (Clause clause : rule.holds()) {
                if (ground < 0 || clause.allows(RuleSchema.schema(), Fact.GROUND.attribute(), ground)) {
                    entries.add(new ClauseIndex.Entry(rule.index(), clause));
                }
            }
            if (rule.canFault()) {
                faultable.add(rule);
            }
        }
        return new Stage(
                ClauseIndex.of(entries, RuleSchema.schema()),
                faultable.toArray(CompiledRule[]::new),
                entries.size() + faultable.size());
    }

    /** Writes the rules that hold, and with {@link #FAULT} those that can't be evaluated, in their order, each once. */
    void find(Values values, Found found) {
        found.clear(most);
        found.count = index.find(values, found.rules, 0);
        int held = found.count;
        for (CompiledRule rule : faultable) {
            if (!found.has(rule.index(), held) && !fails(rule, values)) {
                found.rules[found.count++] = rule.index() | FAULT;
            }
        }
        found.sort();
    }

    private static boolean fails(CompiledRule rule, Values values) {
        List<Clause> fails = rule.fails();
        for (int i = 0; i < fails.size(); i++) {
            if (fails.get(i).holds(values)) {
                return true;
            }
        }
        return false;
    }
}

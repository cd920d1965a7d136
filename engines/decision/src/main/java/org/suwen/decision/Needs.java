package org.suwen.decision;

import java.util.Arrays;
import java.util.List;
import org.suwen.decision.condition.Values;

/** The facts that rules ask for, so that no other has to be found out. */
@SuppressWarnings("EnumOrdinal") // places live in memory only and are never stored
final class Needs {

    private final boolean[] needed = new boolean[Fact.values().length];

    /** Marks what must be there whoever asks. */
    private final Values always = new Values(RuleSchema.schema());

    private final boolean licence;
    private final boolean study;
    private final boolean device;

    Needs(List<CompiledRule> rules) {
        for (CompiledRule rule : rules) {
            rule.rule().when().attributes().forEach(this::add);
            if (rule.rule().effect() instanceof Effect.Require require) {
                require.attributes().forEach(this::add);
            }
        }
        licence = any("licence.");
        study = any("study.");
        device = any("device.");
        for (Fact fact : Fact.values()) {
            boolean later = fact == Fact.GROUND || fact == Fact.ANSWER_GRANULARITY || fact == Fact.ANSWER_REDUCED;
            if (needed[fact.ordinal()] && !fact.attribute().optional() && !later) {
                always.mark(fact.ordinal());
            }
        }
    }

    private void add(String attribute) {
        needed[RuleSchema.schema().find(attribute).orElseThrow().index()] = true;
    }

    boolean has(Fact fact) {
        return needed[fact.ordinal()];
    }

    /** Whether they ask for anything of a licence. */
    boolean licence() {
        return licence;
    }

    /** Whether they ask for anything of a study. */
    boolean study() {
        return study;
    }

    /** Whether they ask for anything of a device. */
    boolean device() {
        return device;
    }

    private boolean any(String prefix) {
        return Arrays.stream(Fact.values())
                .anyMatch(fact -> has(fact) && fact.attribute().name().startsWith(prefix));
    }

    /**
     * Makes sure that nothing was left out: a value that is always there is never asked whether it is, so one left out
     * would open what a rule refuses.
     */
    void check(Values values) {
        if (!values.covers(always)) {
            throw new IllegalStateException("a fact that is always there was left out");
        }
    }
}

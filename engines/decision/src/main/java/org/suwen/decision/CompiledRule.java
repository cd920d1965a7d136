package org.suwen.decision;

import java.util.List;
import org.suwen.decision.condition.Clause;
import org.suwen.decision.condition.Test;

/**
 * A rule made ready to run.
 *
 * @param index its place among all rules
 * @param test its condition as a whole, for those who ask why
 * @param bindingUnder grounds, as bits, under which it binds although they lift its gate
 * @param holds clauses in which its condition holds
 * @param faults clauses in which its condition can't be evaluated
 * @param readsRequest whether its duties carry something of the request
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
record CompiledRule(
        Rule rule,
        int index,
        Test test,
        long bindingUnder,
        List<Clause> holds,
        List<Clause> faults,
        boolean readsRequest) {

    /** The gates its ground lifts, as bits; none for rules that open nothing. */
    long lifts() {
        long bits = 0;
        if (rule.effect() instanceof Effect.Ground ground) {
            for (Gate gate : ground.lifts()) {
                bits |= 1L << gate.ordinal();
            }
        }
        return bits;
    }

    /**
     * Whether an emergency goes on although this rule can't be evaluated: a duty, or a rule of the hospital's own, which only
     * adds to what stands above it (I2). What the national rules and the scenarios say of identity, role and purpose stays.
     */
    boolean isForgivenUnder(HeldGround ground) {
        return ground.emergency() && (rule.gate() == Gate.OBLIGATION || rule.layer() == Layer.HOSPITAL);
    }

    /** Whether it counts under this ground: its gate is not lifted, or it binds all the same; duties always do. */
    boolean binds(HeldGround ground) {
        return rule.gate() == Gate.OBLIGATION
                || !ground.lifts(rule.gate())
                || (bindingUnder >>> ground.code() & 1) == 1;
    }
}

package org.suwen.decision;

import org.suwen.decision.condition.Test;

/**
 * A rule made ready to run.
 *
 * @param index its place among all rules
 * @param bindingUnder grounds, as bits, under which it binds although they lift its gate
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
record CompiledRule(Rule rule, int index, Test test, long bindingUnder) {

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
}

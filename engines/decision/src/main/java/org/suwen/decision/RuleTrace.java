package org.suwen.decision;

import java.util.List;

/**
 * What became of one rule under one ground.
 *
 * @param rule the rule's id
 * @param gate where it stands
 * @param ground the ground being tried, {@code NONE} when none holds
 * @param outcome what became of it
 * @param failed the parts of its condition that did not hold, each with the values it saw
 */
public record RuleTrace(String rule, Gate gate, String ground, Outcome outcome, List<String> failed) {

    /** What can become of a rule. */
    public enum Outcome {
        /** Its condition holds. */
        HOLDS,
        /** Its condition doesn't hold. */
        FAILS,
        /** Its condition can't be evaluated. */
        FAULTS,
        /** The ground lifts its gate. */
        LIFTED
    }

    public RuleTrace {
        failed = List.copyOf(failed);
    }
}

package org.suwen.decision;

import java.util.List;
import java.util.Optional;

/**
 * Why a decision is what it is (I7).
 *
 * @param decision the decision
 * @param traces every rule in scope under every ground tried, not only those that decided
 * @param cures what would cure each reason, in the order of the reasons; empty for a permit
 * @param narrowedBy the caller whose licence leaves less than the actor's own (LIC-23)
 * @param rulebookVersion the rulebook it was made under
 */
public record Explanation(
        Decision decision,
        List<RuleTrace> traces,
        List<Text> cures,
        Optional<String> narrowedBy,
        String rulebookVersion) {

    public Explanation {
        traces = List.copyOf(traces);
        cures = List.copyOf(cures);
    }

    /** The rules whose condition holds. */
    public List<RuleTrace> matching() {
        return traces.stream()
                .filter(trace -> trace.outcome() == RuleTrace.Outcome.HOLDS)
                .toList();
    }
}

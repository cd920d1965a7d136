package org.suwen.ledger.part;

import java.util.List;

/**
 * What came of it and why.
 *
 * @param ground why a permit holds, or empty
 * @param reasons reason codes of a refusal
 * @param rules catalogue ids of the rules that decided
 * @param decision the decision's id, or empty
 */
public record Verdict(Outcome outcome, String ground, List<String> reasons, List<String> rules, String decision) {
    public Verdict {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
    }

    /** The verdict of an operation that no decision stands behind. */
    public static Verdict of(Outcome outcome) {
        return new Verdict(outcome, "", List.of(), List.of(), "");
    }
}

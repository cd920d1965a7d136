package org.suwen.server.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Permit;
import org.suwen.decision.Reason;
import org.suwen.vault.Token;

/**
 * The decisions for all classes of one patient's data, one decision a class however many rows it has (D1).
 *
 * @param byClass class token to decision, in the order of the class dictionary
 */
record Verdicts(Map<Token, Ruled> byClass) {

    /** A class with its decision. */
    record Ruled(DecisionClass dataClass, Decision decision) {}

    Verdicts {
        byClass = new LinkedHashMap<>(byClass);
    }

    /** The class tokens whose rows may be opened. */
    Set<Token> permitted() {
        Set<Token> tokens = new LinkedHashSet<>();
        byClass.forEach((token, ruled) -> {
            if (ruled.decision() instanceof Permit permit && !hides(permit)) {
                tokens.add(token);
            }
        });
        return tokens;
    }

    /** The permit of a class that {@link #permitted()} named. */
    Permit permit(Token token) {
        Ruled ruled = byClass.get(token);
        if (ruled != null && ruled.decision() instanceof Permit permit) {
            return permit;
        }
        throw new IllegalStateException("a row of a class without a permit was about to be opened");
    }

    /** Why parts are withheld, each reason once; hidden parts give none (I9). */
    List<Reason> withheld() {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision() instanceof Deny deny && !deny.hidden()) {
                reasons.putIfAbsent(deny.reason().code(), deny.reason());
            }
        }
        return new ArrayList<>(reasons.values());
    }

    /** The denials, each reason once, hidden ones included; for the ledger and the office. */
    List<Deny> denials() {
        Map<String, Deny> denials = new LinkedHashMap<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision() instanceof Deny deny) {
                denials.putIfAbsent(deny.reason().code(), deny);
            }
        }
        return new ArrayList<>(denials.values());
    }

    /** The grounds of the permits, in the order met. */
    Set<String> grounds() {
        Set<String> grounds = new LinkedHashSet<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision() instanceof Permit permit) {
                grounds.add(permit.ground());
            }
        }
        return grounds;
    }

    /** All rules the decisions rest on. */
    SortedSet<String> rules() {
        SortedSet<String> rules = new TreeSet<>();
        for (Ruled ruled : byClass.values()) {
            rules.addAll(
                    switch (ruled.decision()) {
                        case Permit permit -> permit.rules();
                        case Deny deny -> deny.rules();
                    });
        }
        return rules;
    }

    /** All duties of the permits, each once. */
    List<Duty> duties() {
        Set<Duty> duties = new LinkedHashSet<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision() instanceof Permit permit) {
                duties.addAll(permit.duties());
            }
        }
        return new ArrayList<>(duties);
    }

    private static boolean hides(Permit permit) {
        return permit.duties().stream().anyMatch(duty -> duty.kind() == DutyKind.HIDE);
    }
}

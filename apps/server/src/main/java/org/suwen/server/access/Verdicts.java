package org.suwen.server.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.Permit;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.decision.Row;
import org.suwen.vault.Token;

/**
 * The decisions for all classes of one patient's data, one decision a class however many rows it has (D1).
 *
 * @param byClass class token to decision, in the order of the class dictionary
 * @param role the role that is answered, which fixes the reasons it may be shown (D4)
 */
record Verdicts(Map<Token, Ruled> byClass, Role role) {

    /** A class with its decision. */
    record Ruled(DecisionClass dataClass, Decision decision) {}

    Verdicts {
        byClass = new LinkedHashMap<>(byClass);
        byClass.values().removeIf(ruled -> Deleted.is(ruled.dataClass()));
    }

    /** The class tokens of which at least some rows may be opened. */
    Set<Token> permitted() {
        Set<Token> tokens = new LinkedHashSet<>();
        byClass.forEach((token, ruled) -> {
            if (ruled.decision() instanceof Permit) {
                tokens.add(token);
            }
        });
        return tokens;
    }

    /** The types of which at least some rows may be opened. */
    Set<String> permittedTypes() {
        Set<String> types = new TreeSet<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision() instanceof Permit) {
                types.add(ruled.dataClass().type());
            }
        }
        return types;
    }

    /** Whether nothing is permitted as a whole: what may be seen are single rows, for instance one's own notes. */
    boolean onlyResiduals() {
        return byClass.values().stream().noneMatch(ruled -> ruled.decision().withoutRow() instanceof Permit);
    }

    /** Whether every permitted class is permitted as a whole, so that rows can be counted without opening them. */
    boolean free() {
        return byClass.values().stream()
                .noneMatch(ruled -> ruled.decision() instanceof Permit permit
                        && !permit.residual().isNone());
    }

    /** The decision for one row, the residual applied. */
    Decision of(Token token, Row row) {
        Ruled ruled = byClass.get(token);
        if (ruled == null) {
            throw new IllegalStateException("a row of a class that was not decided was about to be opened");
        }
        return ruled.decision().forRow(row);
    }

    /** Why parts are withheld, each reason once; what is hidden gives none (I9). */
    List<Reason> withheld() {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        for (Deny deny : denials()) {
            if (!Reasons.hidden(deny, role)) {
                Reason shown = Reasons.shown(deny, role);
                reasons.putIfAbsent(shown.code(), shown);
            }
        }
        return new ArrayList<>(reasons.values());
    }

    /** The denials, each main reason once, hidden ones included; for the ledger and the office. */
    List<Deny> denials() {
        Map<String, Deny> denials = new LinkedHashMap<>();
        for (Ruled ruled : byClass.values()) {
            if (ruled.decision().withoutRow() instanceof Deny deny) {
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

    /** The duties of all permits. */
    List<Duty> duties() {
        return byClass.values().stream()
                .flatMap(ruled -> ruled.decision() instanceof Permit permit ? permit.duties().stream() : Stream.of())
                .distinct()
                .toList();
    }

    /** All rules the decisions rest on. */
    SortedSet<String> rules() {
        SortedSet<String> rules = new TreeSet<>();
        byClass.values().forEach(ruled -> rules.addAll(ruled.decision().rules()));
        return rules;
    }
}

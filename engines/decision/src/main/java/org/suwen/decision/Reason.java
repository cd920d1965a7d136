package org.suwen.decision;

import java.util.Set;

/**
 * Why a request is refused, as people are told it (D5).
 *
 * @param code the one spelling used in answers
 * @param aliases other spellings in the catalogue
 * @param showableTo roles that may be told; everyone else hears that something is withheld (D4)
 * @param hides whether not even the existence of the data may be told to who can't be told the reason (I9)
 * @param anomaly whether the refusal is reported as an anomaly (table D)
 * @param text what it means
 * @param cure what would cure it
 */
public record Reason(
        String code, Set<String> aliases, Set<Role> showableTo, boolean hides, boolean anomaly, Text text, Text cure) {

    /** The reason of a rule that could not be evaluated (I2). */
    public static final String RULE_FAULT = "RULE_FAULT";

    /** The reason when no ground holds and no rule says more. */
    public static final String NO_GROUND = "NO_GROUND";

    public Reason {
        aliases = Set.copyOf(aliases);
        showableTo = Set.copyOf(showableTo);
    }

    /** Whether this role may be told the reason. */
    public boolean showable(Role role) {
        return showableTo.contains(role);
    }

    @Override
    public String toString() {
        return code;
    }
}

package org.suwen.decision;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A rule that can't make a difference.
 *
 * @param rule its id
 * @param kind what is wrong with it
 * @param example a question in which it holds and another rule has already said the same; none when it never holds
 */
public record RuleFinding(String rule, Kind kind, Optional<Map<String, String>> example) {

    /** What can be wrong with a rule. */
    public enum Kind {
        /** Its condition can't hold in any request of its scope. */
        NEVER_HOLDS,
        /** Whenever it holds, earlier rules have said the same. */
        SHADOWED
    }

    public RuleFinding {
        example = example.map(TreeMap::new);
    }
}

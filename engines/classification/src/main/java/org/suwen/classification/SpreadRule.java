package org.suwen.classification;

import java.util.Set;

/**
 * Which related items a diagnosis spreads its tags to (A20).
 *
 * @param id the rule's id
 * @param sources kinds whose tags spread, for instance {@code Condition}
 * @param targets kinds in the same encounter, or that point at the source, which betray it
 * @param exceptClasses data classes that betray nothing, for instance {@code VITAL_SIGNS}
 */
public record SpreadRule(String id, Set<String> sources, Set<String> targets, Set<String> exceptClasses) {
    public SpreadRule {
        sources = Set.copyOf(sources);
        targets = Set.copyOf(targets);
        exceptClasses = Set.copyOf(exceptClasses);
    }
}

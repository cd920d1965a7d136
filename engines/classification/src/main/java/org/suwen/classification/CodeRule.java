package org.suwen.classification;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What certain codes say about the items that carry them.
 *
 * @param id the rule's id
 * @param codes codes by the name of their vocabulary
 * @param types kinds of items it holds for; empty for all
 * @param effect what it does to the labels
 */
public record CodeRule(String id, Map<String, List<CodeRange>> codes, Set<String> types, Effect effect) {
    public CodeRule {
        codes = CodeRule.copy(codes);
        types = Set.copyOf(types);
    }

    static Map<String, List<CodeRange>> copy(Map<String, List<CodeRange>> codes) {
        Map<String, List<CodeRange>> copy = new TreeMap<>();
        codes.forEach((vocabulary, ranges) -> copy.put(vocabulary, List.copyOf(ranges)));
        return Collections.unmodifiableMap(copy);
    }
}

package org.suwen.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of elements: for each kind of data, which identify a person and which a reduced form shows (DOC-18). */
public final class Elements {
    private final Map<String, List<ElementRule>> byType = new HashMap<>();
    private final List<ElementRule> everywhere = new ArrayList<>();

    /** The catalogue in these rules. */
    public Elements(LabelRules rules) {
        for (ElementRule rule : rules.elements()) {
            if (rule.type().equals("*")) {
                everywhere.add(rule);
            }
        }
        for (ElementRule rule : rules.elements()) {
            if (!rule.type().equals("*")) {
                byType.computeIfAbsent(rule.type(), type -> new ArrayList<>(everywhere))
                        .add(rule);
            }
        }
    }

    /** The rules for one kind of data, those for every kind first; an element without a rule counts as detail. */
    public List<ElementRule> of(String type) {
        return List.copyOf(byType.getOrDefault(type, everywhere));
    }
}

package org.suwen.classification;

import java.util.List;

/**
 * The labels of one item with the ground for each (DOC-17).
 *
 * @param labels what the item is
 * @param evidence one line for each label and ground
 * @param ruleVersion hash of the label rules that were used
 */
public record Labelling(Labels labels, List<Evidence> evidence, String ruleVersion) {
    public Labelling {
        evidence = List.copyOf(evidence);
    }
}

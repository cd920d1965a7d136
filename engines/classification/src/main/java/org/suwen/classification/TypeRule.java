package org.suwen.classification;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * What every item of one kind is before its codes are looked at.
 *
 * @param id the rule's id
 * @param type the kind, for instance {@code Condition}
 * @param category its category (CLS-02)
 * @param form grade, level and granularity when no code says otherwise
 * @param dataClasses finer kinds of data
 * @param flags properties of every such item; the legal ones follow from the category (CLS-14, CLS-15)
 * @param coded paths of which one must hold a known code, else the item counts as carrying an unknown one; empty when
 *     the kind needs none
 * @param whenUnknown further flags of an item whose code is unknown
 */
public record TypeRule(
        String id,
        String type,
        Category category,
        Form form,
        SortedSet<String> dataClasses,
        Set<Flag> flags,
        List<String> coded,
        Set<Flag> whenUnknown) {
    public TypeRule {
        dataClasses = LabelNames.copy(dataClasses);
        flags = Set.copyOf(flags);
        coded = List.copyOf(coded);
        whenUnknown = Set.copyOf(whenUnknown);
    }
}

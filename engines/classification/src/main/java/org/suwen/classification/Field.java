package org.suwen.classification;

import java.util.List;
import java.util.Set;

/**
 * A single item of the data dictionary: what one field holds, whatever table or form it stands in (CLS-02 to CLS-13).
 *
 * @param id its name in rules and interfaces, for instance {@code voiceprint}
 * @param zh the name Chinese hospitals use
 * @param en the English name
 * @param category one of the six categories
 * @param group the group within its category, for instance {@code BIOMETRIC}
 * @param grade 1 (open) to 5 (tightly held)
 * @param flags properties besides those that follow from the category
 * @param direct whether it tells by itself who the person is
 * @param elements elements of FHIR resources that hold it, for instance {@code Patient.name}
 */
public record Field(
        String id,
        String zh,
        String en,
        Category category,
        String group,
        int grade,
        Set<Flag> flags,
        boolean direct,
        List<String> elements) {

    /** @throws IllegalArgumentException when a name is missing or the grade is none */
    public Field {
        flags = Set.copyOf(flags);
        elements = List.copyOf(elements);
        if (id.isBlank() || zh.isBlank() || en.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException("a field has an id, names in both languages and a group");
        }
        if (grade < 1 || grade > 5) {
            throw new IllegalArgumentException("a grade is 1 to 5, not " + grade);
        }
    }
}

package org.suwen.classification;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a matching code does to an item's labels.
 *
 * @param form takes the place of the kind's own form; of several the strictest holds
 * @param grade raises the grade to this at least; 1 raises nothing
 * @param level raises the level to this at least; {@code DEFAULT} raises nothing
 * @param diseases special disease classes to add
 * @param dataClasses data classes to add
 * @param flags flags to add
 */
public record Effect(
        Optional<Form> form,
        int grade,
        Level level,
        SortedSet<String> diseases,
        SortedSet<String> dataClasses,
        Set<Flag> flags) {
    public Effect {
        if (grade < 1 || grade > 5) {
            throw new IllegalArgumentException("a grade is 1 to 5, not " + grade);
        }
        diseases = LabelNames.copy(diseases);
        dataClasses = LabelNames.copy(dataClasses);
        flags = Set.copyOf(flags);
    }
}

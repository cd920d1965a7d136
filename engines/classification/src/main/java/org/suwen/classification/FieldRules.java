package org.suwen.classification;

import java.util.List;

/**
 * The data dictionary.
 *
 * @param fields every field that is known
 * @param sensitiveBelowYears age in completed years below which all personal information is sensitive (XBR-18)
 */
public record FieldRules(List<Field> fields, int sensitiveBelowYears) {

    /** No dictionary: every field is unknown. */
    public static final FieldRules NONE = new FieldRules(List.of(), 14);

    /** @throws InvalidLabelRulesException when the age is none */
    public FieldRules {
        fields = List.copyOf(fields);
        if (sensitiveBelowYears < 0 || sensitiveBelowYears > 18) {
            throw new InvalidLabelRulesException(
                    "sensitiveBelowYears", "a minor's age is 0 to 18 years, not " + sensitiveBelowYears);
        }
    }
}

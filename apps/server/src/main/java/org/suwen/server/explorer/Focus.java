package org.suwen.server.explorer;

import java.util.Optional;

/** The three kinds of access that a review concentrates on (DOC-43); the rule that marks each stands in the entry. */
public enum Focus {
    /** Data that tells of a special disease. */
    SPECIAL_DISEASE("DOC-43.disease"),
    /** Other data of the highest grade. */
    HIGHLY_SENSITIVE("DOC-43.grade"),
    /** Data of a patient with a special identity. */
    SPECIAL_IDENTITY("DOC-43.identity");

    private final String rule;

    Focus(String rule) {
        this.rule = rule;
    }

    /** The id of the rule by which the entry is known. */
    public String rule() {
        return rule;
    }

    static Optional<Focus> of(String label) {
        for (Focus each : values()) {
            if (each.name().equals(label)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}

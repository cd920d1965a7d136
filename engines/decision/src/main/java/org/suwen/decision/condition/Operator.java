package org.suwen.decision.condition;

import java.util.Optional;

/** The operators that compare two values. */
enum Operator {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    IN("in"),
    CONTAINS("contains"),
    CONTAINS_ANY("containsAny"),
    CONTAINS_ALL("containsAll");

    private final String spelling;

    Operator(String spelling) {
        this.spelling = spelling;
    }

    static Optional<Operator> of(String spelling) {
        for (Operator operator : values()) {
            if (operator.spelling.equals(spelling)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return spelling;
    }
}

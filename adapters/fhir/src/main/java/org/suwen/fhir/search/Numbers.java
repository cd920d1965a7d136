package org.suwen.fhir.search;

import java.math.BigDecimal;
import java.util.Optional;

/** Decimal numbers within limits, so that no short text stands for a number of a million digits. */
final class Numbers {
    /** Longest number that is read. */
    private static final int LONGEST = 64;

    private static final int LARGEST_EXPONENT = 300;

    private Numbers() {}

    static Optional<BigDecimal> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > LARGEST_EXPONENT ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}

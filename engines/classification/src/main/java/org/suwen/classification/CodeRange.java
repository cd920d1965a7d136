package org.suwen.classification;

import java.util.Objects;

/**
 * A stretch of codes of one vocabulary, both ends included. In a vocabulary matched by prefix a code lies in it when its
 * beginning does: {@code A15.000} lies in {@code A15} to {@code A19}.
 *
 * @param from the first code or beginning
 * @param to the last code or beginning; equal to {@code from} for a single one
 */
public record CodeRange(String from, String to) {
    public CodeRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException("a code range has two ends");
        }
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("the code range `" + from + "-" + to + "` ends before it starts");
        }
    }

    /** A single code or beginning. */
    public static CodeRange of(String code) {
        return new CodeRange(code, code);
    }

    /**
     * Whether the code's beginning lies in this range. A code that is only the beginning of an end does not: a bare
     * {@code K29} is not taken for {@code K29.2}.
     */
    boolean containsBeginningOf(String code) {
        boolean tooShort = code.length() < Math.min(from.length(), to.length())
                || (to.startsWith(code) && code.length() < to.length());
        return !tooShort && code.compareTo(from) >= 0 && (code.compareTo(to) <= 0 || code.startsWith(to));
    }
}

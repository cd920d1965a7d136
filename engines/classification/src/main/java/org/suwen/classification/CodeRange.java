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

    /** Whether the code's beginning lies in this range. */
    boolean containsBeginningOf(String code) {
        return startCompare(code, from) >= 0 && startCompare(code, to) <= 0;
    }

    private static int startCompare(String code, String end) {
        int length = Math.min(code.length(), end.length());
        for (int i = 0; i < length; i++) {
            int difference = code.charAt(i) - end.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return code.length() < end.length() ? -1 : 0;
    }
}

package org.suwen.fhir.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a resource stands in the order of a query: one part for each {@code _sort} rule, then its own address, so that no
 * two resources are equal.
 *
 * @param parts values by rule, none where the resource has none, which comes last
 * @param address {@code Type/id}
 */
public record SortKey(List<Optional<Part>> parts, String address) {
    /** Copies the list. */
    public SortKey {
        parts = List.copyOf(parts);
    }

    /** A number, with an empty text, or a text, with zero. */
    record Part(BigDecimal number, String text) implements Comparable<Part> {
        /** Texts are compared no further than this many characters, so that a key stays short. */
        private static final int LONGEST = 64;

        static Part of(String text) {
            return new Part(BigDecimal.ZERO, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        }

        static Part of(BigDecimal number) {
            return new Part(number, "");
        }

        static Part of(Instant instant) {
            return of(BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9)));
        }

        @Override
        public int compareTo(Part other) {
            int numbers = number.compareTo(other.number);
            return numbers != 0 ? numbers : text.compareTo(other.text);
        }
    }

    /** The key as one text. */
    public String encode() {
        var text = new StringBuilder(address);
        for (Optional<Part> part : parts) {
            text.append('\u0001');
            part.ifPresent(value ->
                    text.append(value.number().toPlainString()).append('\u0002').append(value.text()));
        }
        return text.toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public static SortKey decode(String text) {
        String[] words = text.split("\u0001", -1);
        List<Optional<Part>> parts = new java.util.ArrayList<>();
        for (int each = 1; each < words.length; each++) {
            int mark = words[each].indexOf('\u0002');
            parts.add(
                    mark < 0
                            ? Optional.empty()
                            : Optional.of(new Part(
                                    new BigDecimal(words[each].substring(0, mark)), words[each].substring(mark + 1))));
        }
        return new SortKey(parts, words[0]);
    }
}

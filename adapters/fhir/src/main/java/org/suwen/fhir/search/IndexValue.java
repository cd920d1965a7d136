package org.suwen.fhir.search;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A value of a resource that a search parameter looks at. */
sealed interface IndexValue {

    /**
     * A code, identifier, contact or flag.
     *
     * @param system its system; empty when it has none
     * @param implied whether the system is fixed by the element and not written, as for {@code status}
     * @param code the code or value
     * @param texts displays and texts beside it
     * @param kinds for an identifier, the codes of its type as {@code system|code}
     */
    record Token(String system, boolean implied, String code, List<String> texts, List<String> kinds)
            implements IndexValue {
        public Token {
            texts = List.copyOf(texts);
            kinds = List.copyOf(kinds);
        }
    }

    /** A text. */
    record Text(String exact, String folded) implements IndexValue {
        static Text of(String text) {
            return new Text(text, fold(text));
        }
    }

    /**
     * A reference, literal or logical.
     *
     * @param type the type it points to; empty when it can't be told
     * @param id the id it points to; empty when it points to nothing on this server
     * @param url what is written
     * @param system system of its logical part; empty when none
     * @param value value of its logical part; empty when none
     */
    record Link(String type, String id, String url, String system, String value) implements IndexValue {}

    /** A time, or what lies between two: first and last instant. */
    record Span(Instant first, Instant last) implements IndexValue {}

    /** A number, or what lies between two; open where there is none. */
    record Amount(Optional<BigDecimal> low, Optional<BigDecimal> high, String system, String code, String unit)
            implements IndexValue {}

    /** An address. */
    record Address(String uri) implements IndexValue {}

    /** Whether something is there at all, for composites: the parts that matched. */
    record Parts(List<List<IndexValue>> values) implements IndexValue {
        public Parts {
            values = List.copyOf(values);
        }
    }

    /** A text without case and accents. */
    static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        var kept = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(kept::appendCodePoint);
        return kept.toString().toLowerCase(Locale.ROOT);
    }
}

package org.suwen.decision.condition;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A number for each free text that some clause looks for, so that a text is looked up once and not at every node.
 *
 * <p>All texts are known when it is made: one that came later would be taken for a text nobody asks for.
 */
public final class Codes {

    /** Stands for a text that no clause looks for. */
    static final int UNKNOWN = 0;

    private static final int LEAST = 16;

    /** At most every fourth place is taken, so that few looks find a text. */
    private final @Nullable String[] places;

    private Codes(Set<String> texts) {
        places = new String[Integer.highestOneBit(Math.max(LEAST, texts.size() * 4)) * 2];
        for (String text : texts) {
            int at = first(text);
            while (places[at] != null) {
                at = (at + 1) & (places.length - 1);
            }
            places[at] = text;
        }
    }

    /** The texts that these clauses look for. */
    public static Codes of(Collection<Clause> clauses) {
        Set<String> texts = new TreeSet<>();
        clauses.forEach(clause -> clause.keys().forEach(key -> texts.add(key.value())));
        return new Codes(texts);
    }

    /** The text's number. */
    int of(@Nullable Object text) {
        if (!(text instanceof String string)) {
            return UNKNOWN;
        }
        for (int at = first(string); places[at] != null; at = (at + 1) & (places.length - 1)) {
            if (string.equals(places[at])) {
                return at + 1;
            }
        }
        return UNKNOWN;
    }

    private int first(String text) {
        int hash = text.hashCode() * 0x9E3779B1;
        return (hash ^ (hash >>> 15)) & (places.length - 1);
    }
}

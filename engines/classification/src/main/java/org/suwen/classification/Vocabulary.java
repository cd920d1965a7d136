package org.suwen.classification;

import java.util.List;
import java.util.Set;

/**
 * A code system as the rules know it: its addresses, how codes match, and which codes are known to betray nothing.
 *
 * @param name the short name that rules use, for instance {@code icd10}
 * @param systems its addresses; one that ends in {@code *} stands for every address with that beginning
 * @param matching how a code is compared
 * @param plain known codes without any effect of their own
 */
public record Vocabulary(String name, List<String> systems, Matching matching, List<CodeRange> plain) {
    /** How a code is compared with the codes of a rule. */
    public enum Matching {
        /** The whole code must be equal. */
        EXACT,
        /** The code's beginning must lie in the range, as in ICD-10. */
        PREFIX,
        /** Every code is known; rules name exact codes. */
        OPEN
    }

    public Vocabulary {
        systems = List.copyOf(systems);
        plain = List.copyOf(plain);
        if (matching != Matching.PREFIX) {
            for (CodeRange range : plain) {
                requireSingle(name, range);
            }
        }
    }

    static void requireSingle(String name, CodeRange range) {
        if (!range.from().equals(range.to())) {
            throw new IllegalArgumentException("the vocabulary `" + name + "` has single codes only");
        }
    }

    /** The names of all vocabularies in a list. */
    static Set<String> names(List<Vocabulary> vocabularies) {
        return Set.copyOf(vocabularies.stream().map(Vocabulary::name).toList());
    }
}

package org.suwen.fhir;

import java.util.Set;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;

/**
 * What must not be in an answer.
 *
 * @param mask kinds of identifiers to mask
 * @param upTo the highest granularity shown; {@code DETAIL} shows all
 * @param drop elements to leave out, as paths without indexes and without the type
 * @param secrets values that must not stand in any text of the answer, for instance the patient's name; each at least 2
 *     characters long
 */
public record Reduction(Set<IdentifierKind> mask, Granularity upTo, Set<String> drop, Set<String> secrets) {
    /** Everything is shown. */
    public static final Reduction NONE = new Reduction(Set.of(), Granularity.DETAIL, Set.of(), Set.of());

    public Reduction {
        mask = Set.copyOf(mask);
        drop = Set.copyOf(drop);
        secrets = Set.copyOf(secrets);
        for (String secret : secrets) {
            if (secret.length() < 2) {
                throw new IllegalArgumentException("a secret has at least 2 characters");
            }
        }
    }

    /** Whether nothing is taken away. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Only masks these kinds. */
    public static Reduction masking(Set<IdentifierKind> mask) {
        return new Reduction(mask, Granularity.DETAIL, Set.of(), Set.of());
    }

    /** Only reduces to this granularity. */
    public static Reduction to(Granularity upTo) {
        return new Reduction(Set.of(), upTo, Set.of(), Set.of());
    }
}

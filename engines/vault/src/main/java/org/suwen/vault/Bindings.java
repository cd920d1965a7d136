package org.suwen.vault;

import java.util.List;
import java.util.Set;

/**
 * By what a patient is found once a write stands: identity values and care units, bound in the write's own transaction, so
 * that nothing is bound for data that never came.
 *
 * @param identities at most {@link #MAX}
 * @param units keys of care lists, as {@link Vault#relate} takes them, at most {@link #MAX}
 */
public record Bindings(List<Identity> identities, Set<String> units) {
    /** Most identities, and most units, of one write. */
    public static final int MAX = 1_000;

    /** Nothing is bound. */
    public static final Bindings NONE = new Bindings(List.of(), Set.of());

    /** Copies both. */
    public Bindings {
        identities = List.copyOf(identities);
        units = Set.copyOf(units);
        if (identities.size() > MAX || units.size() > MAX) {
            throw new IllegalArgumentException("a write binds at most `" + MAX + "` identities and as many units");
        }
    }

    /**
     * An identity value, normalised by {@link Identities}.
     *
     * @param exclusive whether the write fails when another patient has the value; else it stays with that patient
     */
    public record Identity(String kind, String value, boolean exclusive) {
        /** Normalises the value, and refuses an empty one before anything is written. */
        public Identity {
            value = Identities.normalise(kind, value);
        }
    }
}

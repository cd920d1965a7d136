package org.suwen.ledger;

import java.util.Objects;
import java.util.UUID;

/**
 * The patient whom a draft is about.
 *
 * @param consentVersion the version that the draft rests on, or the new one of a change
 */
public record Subject(UUID patient, long consentVersion, Guard guard, LogKeys keys) {
    public Subject {
        Objects.requireNonNull(patient);
        Objects.requireNonNull(guard);
        Objects.requireNonNull(keys);
        if (consentVersion < 0) {
            throw new IllegalArgumentException("a consent version is not negative: `" + consentVersion + "`");
        }
    }
}

package org.suwen.vault;

import java.util.Objects;
import java.util.UUID;

/**
 * The opaque name of a patient: random, and the only one in clear in the database (D8).
 *
 * @param value a random UUID that says nothing about the patient
 */
public record PatientId(UUID value) {
    /** Refuses a missing value. */
    public PatientId {
        Objects.requireNonNull(value, "value");
    }

    /** The identifier in the form that {@link #toString} gives. */
    public static PatientId of(String text) {
        return new PatientId(UUID.fromString(text));
    }

    /** The identifier as text, opaque and fit for logs. */
    @Override
    public String toString() {
        return value.toString();
    }
}

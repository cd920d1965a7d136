package org.suwen.vault;

import java.util.Objects;

/**
 * Names one version of one row.
 *
 * @param patient whose row it is
 * @param row token of the row's type and id
 * @param version from 1 up
 */
public record RowRef(PatientId patient, Token row, long version) {
    /** Refuses versions below 1. */
    public RowRef {
        Objects.requireNonNull(patient, "patient");
        Objects.requireNonNull(row, "row");
        if (version < 1) {
            throw new IllegalArgumentException("a version counts from 1, not `" + version + "`");
        }
    }
}

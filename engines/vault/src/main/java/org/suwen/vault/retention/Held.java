package org.suwen.vault.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that is kept under a class.
 *
 * @param from the day its period counts from: last visit, discharge, date of the record; empty while that has not come
 * @param expiry the product's expiry date, where the class asks for one
 */
public record Held(RetentionClass under, Optional<LocalDate> from, Optional<LocalDate> expiry) {
    /** Something whose period counts from a day. */
    public static Held from(RetentionClass under, LocalDate day) {
        return new Held(under, Optional.of(day), Optional.empty());
    }
}

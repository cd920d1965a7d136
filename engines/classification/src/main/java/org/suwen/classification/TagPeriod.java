package org.suwen.classification;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A special identity and the days on which it holds, both ends included.
 *
 * @param tag the identity
 * @param start the first day
 * @param end the last day; empty when it has no end
 */
public record TagPeriod(IdentityTag tag, LocalDate start, Optional<LocalDate> end) {
    public TagPeriod {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException("a period ends before it starts");
        }
    }

    /** Whether the identity holds on this day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(start) && end.map(last -> !day.isAfter(last)).orElse(true);
    }
}

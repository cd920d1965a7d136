package org.suwen.vault.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Until when something must be kept, and which class decides (STO-21).
 *
 * @param under the class that decides
 * @param lastDay the last day on which it must be there; empty when there is no end, or none yet
 */
public record Term(RetentionClass under, Optional<LocalDate> lastDay) {
    /** Whether it must still be there on a day. */
    public boolean runsOn(LocalDate day) {
        return lastDay.map(last -> !day.isAfter(last)).orElse(true);
    }
}

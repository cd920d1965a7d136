package org.suwen.server.review;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.suwen.server.explorer.Focus;

/**
 * The review of one kind of sensitive access in one month (DOC-42, DOC-43).
 *
 * @param accesses how many there were
 * @param sample entries to be looked at one by one
 * @param due the day after which the administrators are told that it is late
 */
public record Review(
        Focus focus, YearMonth month, long accesses, List<Long> sample, Instant due, Optional<SignOff> signed) {
    /** Copies the sample. */
    public Review {
        sample = List.copyOf(sample);
    }

    /**
     * What the reviewer found.
     *
     * @param questioned entries of the sample that were not in order
     */
    public record SignOff(String by, Instant at, List<Long> questioned, String note) {
        /** Copies the list. */
        public SignOff {
            questioned = List.copyOf(questioned);
        }
    }
}

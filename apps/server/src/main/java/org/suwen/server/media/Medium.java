package org.suwen.server.media;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A storage medium (STO-28).
 *
 * @param authorised accounts that may have it (ACC-15)
 * @param loan who has it now
 */
record Medium(String id, String place, int grade, SortedSet<String> authorised, Optional<Loan> loan) {

    /**
     * A medium in somebody's hands.
     *
     * @param approvedBy who approved it, another person
     * @param due when it must be back
     */
    record Loan(String person, String approvedBy, Instant since, Instant due) {}

    Medium lent(Optional<Loan> next) {
        return new Medium(id, place, grade, authorised, next);
    }
}

package org.suwen.decision;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a decision that only a row can settle (D1).
 *
 * @param notBefore the first day that is open (PAT-09); a row without a day is not
 * @param author the only author whose rows are open
 * @param ids the only rows that are open; empty means all
 */
public record Residual(Optional<LocalDate> notBefore, Optional<String> author, Set<String> ids) {

    /** Nothing is left to settle. */
    public static final Residual NONE = new Residual(Optional.empty(), Optional.empty(), Set.of());

    public Residual {
        ids = Set.copyOf(ids);
    }

    /** Whether nothing is left to settle. */
    public boolean isNone() {
        return notBefore.isEmpty() && author.isEmpty() && ids.isEmpty();
    }

    /** Whether the row is open. */
    public boolean admits(Row row) {
        return notBefore
                        .map(day -> row.date().map(date -> !date.isBefore(day)).orElse(false))
                        .orElse(true)
                && author.map(name -> row.author().map(name::equals).orElse(false))
                        .orElse(true)
                && (ids.isEmpty() || ids.contains(row.id()));
    }
}

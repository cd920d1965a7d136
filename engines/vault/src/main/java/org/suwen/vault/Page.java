package org.suwen.vault;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some rows of a listing, in order.
 *
 * @param rows not opened
 * @param next where to go on; empty exactly when nothing is left
 */
public record Page(List<Sealed> rows, Optional<Cursor> next) {
    /** Most rows of one page. */
    public static final int MAX_ROWS = 2_000;

    /** Copies the list. */
    public Page {
        rows = List.copyOf(rows);
        Objects.requireNonNull(next, "next");
    }

    static int checkLimit(int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("a limit is 1 to `" + MAX_ROWS + "`, not `" + limit + "`");
        }
        return limit;
    }
}

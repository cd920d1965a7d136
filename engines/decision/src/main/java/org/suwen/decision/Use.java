package org.suwen.decision;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A use of data as clauses of a consent are asked about it.
 *
 * @param request who, what for, what is done and when
 * @param data which class of data
 * @param row the single record, when it is known
 */
public record Use(Request request, DecisionClass data, Optional<Single> row) {

    /**
     * A single record.
     *
     * @param id its id
     * @param date when it came to be
     * @param codes its codes, {@code system|code}
     */
    public record Single(String id, Optional<Instant> date, Set<String> codes) {
        public Single {
            codes = Set.copyOf(codes);
        }
    }
}

package org.suwen.server.access;

import java.util.Optional;
import org.suwen.vault.PatientId;

/**
 * Which part of a patient's record is asked for.
 *
 * @param patient whose record
 * @param type one FHIR type, or empty for all
 * @param link where to go on, as the page before gave it
 * @param limit most resources on the page
 */
public record RecordQuery(PatientId patient, Optional<String> type, Optional<String> link, int limit) {
    /** Refuses a page of nothing. */
    public RecordQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least one resource, not `" + limit + "`");
        }
    }
}

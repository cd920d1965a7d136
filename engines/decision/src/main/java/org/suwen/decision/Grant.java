package org.suwen.decision;

import java.time.Instant;
import java.util.Set;
import org.suwen.classification.Granularity;

/**
 * A time-limited leave for one actor on one patient (B11, B12, DOC-37, PAT-10).
 *
 * @param actor the account that holds it
 * @param kind what it rests on
 * @param start from when it holds
 * @param end until when, exclusive
 * @param diseases classes of special diseases it names
 * @param upTo how much of the record it opens
 * @param reference the record it rests on
 */
public record Grant(
        String actor, Kind kind, Instant start, Instant end, Set<String> diseases, Granularity upTo, String reference) {

    /** What a grant rests on. */
    public enum Kind {
        /** Consultation, transfer, cross-cover, multidisciplinary round (B11). */
        CONSULTATION,
        /** Emergency access (ACC-10). */
        BREAK_GLASS,
        /** The patient's own act, for instance a scanned code (DOC-37). */
        SCAN,
        /** Older data opened to the patient on application (PAT-10). */
        ARCHIVE,
        /** A declared event or a lawful order; the reference is its document (COL-05, COL-09, AGR-25, AGR-26). */
        ORDER
    }

    public Grant {
        diseases = Set.copyOf(diseases);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a grant ends after it starts");
        }
    }

    /** Whether it holds for this actor at this moment. */
    public boolean holds(String holder, Instant at) {
        return actor.equals(holder) && !at.isBefore(start) && at.isBefore(end);
    }
}

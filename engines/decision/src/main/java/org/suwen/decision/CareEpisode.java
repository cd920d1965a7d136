package org.suwen.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A stretch of care of one patient by one unit (DOC-12, DOC-16).
 *
 * @param unit the unit in charge
 * @param responsible the responsible doctor
 * @param receiving doctors and nurses now receiving or treating the patient (DOC-29)
 * @param start when it began
 * @param end when it was closed; empty while open
 * @param institution the institution that gives the care
 */
public record CareEpisode(
        CareUnit unit,
        Optional<String> responsible,
        Set<String> receiving,
        Instant start,
        Optional<Instant> end,
        String institution) {

    private static final int NANOS = 1_000_000_000;

    public CareEpisode {
        receiving = Set.copyOf(receiving);
    }

    /** Whether it runs at this moment. */
    public boolean openAt(Instant at) {
        return linkedAt(at, Duration.ZERO);
    }

    /** Whether it runs at this moment or was closed less than this long ago (B13). */
    public boolean linkedAt(Instant at, Duration tail) {
        return !start.isAfter(at) && (end.isEmpty() || before(at, end.get(), tail));
    }

    /** Whether it is before the end and a tail, without making a moment for it. */
    private static boolean before(Instant at, Instant end, Duration tail) {
        int nanos = end.getNano() + tail.getNano();
        long seconds = end.getEpochSecond() + tail.getSeconds() + nanos / NANOS;
        return at.getEpochSecond() < seconds || (at.getEpochSecond() == seconds && at.getNano() < nanos % NANOS);
    }
}

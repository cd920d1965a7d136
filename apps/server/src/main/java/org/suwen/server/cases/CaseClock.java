package org.suwen.server.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The time of one case, which moves only when a step says so (I10). */
final class CaseClock extends Clock {

    private final ZoneId zone;
    private volatile Instant now;

    CaseClock(Instant start, ZoneId zone) {
        this.zone = zone;
        this.now = start;
    }

    void moveTo(Instant to) {
        if (to.isBefore(now)) {
            throw new IllegalArgumentException(
                    "the clock of a case never goes back, and `" + to + "` is before `" + now + "`");
        }
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new CaseClock(now, other);
    }
}

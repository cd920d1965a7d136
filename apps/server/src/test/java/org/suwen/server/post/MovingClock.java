package org.suwen.server.post;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes forward when it is told to. */
final class MovingClock extends Clock {
    private final ZoneId zone;
    private Instant now;

    MovingClock(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    void forward(long seconds) {
        now = now.plusSeconds(seconds);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovingClock(now, other);
    }

    @Override
    public Instant instant() {
        return now;
    }
}

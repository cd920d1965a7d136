package org.suwen.server.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * How long an account rests after refused attempts (ACC-12): not at all for the first few, then twice as long each
 * time up to a limit, so that guessing is hopeless and a lock-out by a stranger never lasts long.
 */
public record LockoutPolicy(int freeFailures, Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 20;

    /** Five free failures, then 30 seconds doubling to 15 minutes. */
    public static LockoutPolicy standard() {
        return new LockoutPolicy(5, Duration.ofSeconds(30), Duration.ofMinutes(15));
    }

    Instant lockedUntil(int failures, Instant at, Instant before) {
        if (failures < freeFailures) {
            return before;
        }
        Duration rest = first.multipliedBy(1L << Math.min(failures - freeFailures, MAX_DOUBLINGS));
        return at.plus(rest.compareTo(longest) < 0 ? rest : longest);
    }
}

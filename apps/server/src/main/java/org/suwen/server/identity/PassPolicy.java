package org.suwen.server.identity;

import java.time.Duration;

/**
 * How long sessions and tokens live.
 *
 * @param idle a session without operation for this long is locked (DOC-36)
 * @param session a session ends after this, however busy
 * @param vouched a vouched session ends after this
 * @param token an access token ends after this; 15 minutes to an hour
 * @param activityGrain activity is written down at most this often; another node may lock that much early, never late
 */
public record PassPolicy(Duration idle, Duration session, Duration vouched, Duration token, Duration activityGrain) {
    /** Refuses token lives outside 15 minutes to an hour, and a grain that is not well below the idle limit. */
    public PassPolicy {
        if (token.compareTo(Duration.ofMinutes(15)) < 0 || token.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("an access token lives 15 minutes to an hour");
        }
        if (activityGrain.multipliedBy(4).compareTo(idle) > 0) {
            throw new IllegalArgumentException("the activity grain must be at most a quarter of the idle limit");
        }
    }

    /** Ten minutes idle, twelve hours a session, one hour vouched, half an hour a token. */
    public static PassPolicy standard() {
        return new PassPolicy(
                Duration.ofMinutes(10),
                Duration.ofHours(12),
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Duration.ofSeconds(15));
    }
}

package org.suwen.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;

/**
 * What a vault takes from outside.
 *
 * @param random source of keys and nonces (D25)
 * @param clock gives the day that is written beside a row, in its own time zone
 * @param cachedPatients how many patients' keys are kept open, at about 1 KiB each
 */
public record VaultOptions(SecureRandom random, Clock clock, int cachedPatients) {
    private static final int CACHED_PATIENTS = 10_000;

    /** Refuses missing parts. */
    public VaultOptions {
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(clock, "clock");
    }

    /** Options with keys of 10,000 patients kept open. */
    public VaultOptions(SecureRandom random, Clock clock) {
        this(random, clock, CACHED_PATIENTS);
    }
}

package org.suwen.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.part.AccountPart;

/**
 * Refuses entries while the clock stands behind the time of earlier ones, so that the ledger's times never go back by
 * more than two seconds, also not over a restart.
 */
final class ClockGuard {
    private static final Duration TOLERATED = Duration.ofSeconds(2);
    private static final int LOOKED_AT = 64;

    private final InstantSource clock;
    private final AtomicReference<Instant> latest;

    ClockGuard(InstantSource clock) {
        this.clock = clock;
        this.latest = new AtomicReference<>(clock.instant());
    }

    /** Learns the time of the last entries; those whose account part can't be read say none. */
    void learn(List<Entry> last, LedgerConfig config) {
        last.stream().flatMap(entry -> time(entry, config).stream()).forEach(this::saw);
    }

    private static Optional<Instant> time(Entry entry, LedgerConfig config) {
        try {
            byte[] context = entry.context(config.origin(), Entry.Part.ACCOUNT);
            byte[] salted = config.auditKeys().open(entry.auditKey(), entry.sealed(Entry.Part.ACCOUNT), context);
            return Optional.of(
                    AccountPart.decode(Disclosure.Salted.read(salted).plain()).at());
        } catch (RuntimeException unreadable) { // a rim: its key may be gone, or it is of a newer form
            return Optional.empty();
        }
    }

    /** From which entry on to {@link #learn}. */
    static long lookFrom(long size) {
        return Math.max(0, size - LOOKED_AT);
    }

    @CanIgnoreReturnValue
    private Instant saw(Instant time) {
        return latest.accumulateAndGet(time, (known, seen) -> seen.isAfter(known) ? seen : known);
    }

    /** Passes when the clock goes forward. */
    void require() {
        trouble().ifPresent(why -> {
            throw new LedgerUnavailableException(Reason.CLOCK, false, why);
        });
    }

    /** What is wrong with the clock, if so. */
    Optional<String> trouble() {
        Instant now = clock.instant();
        Instant known = saw(now);
        if (now.plus(TOLERATED).isAfter(known)) {
            return Optional.empty();
        }
        return Optional.of("the clock says `" + now + "`, but the last entry was made at `" + known
                + "`; set the clock right, or accept it if the former time was wrong");
    }
}

package org.suwen.server.proof;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.suwen.ledger.LedgerException;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.tokens.TokenMapKeeper;

/** Has the map of patient tokens entered at regular times, so that no download finds much to catch up with. */
public final class TokenMapClock implements AutoCloseable {

    private final TokenMapKeeper keeper;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("token-map").factory());

    /** Enters a map each {@code every}, as long as there are new entries. */
    public TokenMapClock(TokenMapKeeper keeper, Duration every) {
        this.keeper = keeper;
        var unused =
                thread.scheduleWithFixedDelay(this::enter, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void enter() {
        try {
            keeper.enterWhereLeading();
        } catch (LedgerException | StoreException unavailable) {
            return; // the health page says so, and the next time catches up
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package org.suwen.server.wiring;

import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerStatus;
import org.suwen.server.intake.Recovery;

/**
 * Settles the write intents that a node which ended left without their data, on the node that leads (D16).
 *
 * <p>It settles what stood a round ago, since a younger write may still be under way on a living node: writes end within
 * a round or fail.
 */
final class Inheritance implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);

    private final Ledger ledger;
    private final Recovery recovery;
    private OptionalLong before = OptionalLong.empty();

    Inheritance(Ledger ledger, Recovery recovery) {
        this.ledger = ledger;
        this.recovery = recovery;
    }

    @Override
    public void run() {
        LedgerStatus now = ledger.status();
        if (!now.leads()) {
            before = OptionalLong.empty();
            return;
        }
        if (before.isPresent() && before.getAsLong() < now.head().size()) {
            int abandoned = recovery.run(before.getAsLong());
            if (abandoned > 0) {
                LOG.warn("{} writes of a node that ended had no data and are entered as abandoned", abandoned);
            }
        }
        before = OptionalLong.of(now.head().size());
    }
}

package org.suwen.server.proof;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.server.web.Problem;

/** Finds a signed checkpoint that covers an entry: cosigned where the witnesses are quick enough, else the ledger's own. */
public final class Covering {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Ledger ledger;
    private final Witnessing witnessing;

    /** Checkpoints of {@code ledger}. */
    public Covering(Ledger ledger, Witnessing witnessing) {
        this.ledger = ledger;
        this.witnessing = witnessing;
    }

    /** A checkpoint that covers the entry; a 503 when none is signed in time. */
    public Checkpoint of(long entry) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<Checkpoint> cosigned = witnessing.cosigned().filter(checkpoint -> checkpoint.size() > entry);
            if (cosigned.isPresent()) {
                return cosigned.get();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        Checkpoint own = ledger.checkpoint();
        if (own.size() <= entry) {
            throw Problem.ledgerUnavailable();
        }
        return own;
    }
}

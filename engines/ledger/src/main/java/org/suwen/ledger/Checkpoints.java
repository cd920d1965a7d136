package org.suwen.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.store.Lead;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.store.StoredState;

/**
 * Signs the tree, at most once in each interval, and holds the last signed checkpoint for readers.
 *
 * <p>Signing is the sequencer's work; a checkpoint is shown only after it is stored, so that a restart never forgets one
 * that somebody has seen.
 */
final class Checkpoints {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LedgerConfig config;
    private long notBefore = System.nanoTime();
    private volatile Optional<Checkpoint> last = Optional.empty();
    private volatile Optional<Instant> signedAt = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    Checkpoints(LedgerConfig config) {
        this.config = config;
    }

    /** Takes over the stored checkpoint, once it and the pinned one are known to be of this tree. */
    void load(StoredState state, TreeView view) {
        List<NoteVerifier> keys =
                config.signers().stream().map(signer -> signer.verifier()).toList();
        last = Recovery.check(state, config.origin(), keys, view);
        config.opening()
                .pinned()
                .map(pinned -> Checkpoint.verified(pinned.text(), config.origin(), keys))
                .ifPresent(pinned -> Recovery.contains(view, pinned));
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    Checkpoint last() {
        return last.orElseThrow(); // signed at the first opening at the latest
    }

    Optional<Instant> signedAt() {
        return signedAt;
    }

    Optional<String> trouble() {
        return trouble;
    }

    /** How long the sequencer may wait for drafts before this tree is to be signed. */
    long untilDue(TreeView view) {
        return view.size() > last().size() ? Math.max(0, notBefore - System.nanoTime()) : IDLE_NANOS;
    }

    boolean isDue(TreeView view) {
        return view.size() > last().size() && System.nanoTime() - notBefore >= 0;
    }

    /** Lets the next tree be signed without waiting for the interval's end. */
    void hurry() {
        notBefore = System.nanoTime();
    }

    /** Counts a try, so that a failing signer or store is not asked all the time. */
    void startInterval() {
        notBefore = System.nanoTime() + config.limits().checkpointEvery().toNanos();
    }

    void sign(TreeHead head, Lead lead) {
        // INVARIANT: the sequencer's tree only ever grows, from one that was checked against every stored checkpoint
        Checkpoint next = Checkpoint.sign(config.origin(), head, config.signers());
        lead.putCheckpoint(next.size(), next.text());
        last = Optional.of(next);
        signedAt = Optional.of(config.rim().clock().instant());
        trouble = Optional.empty();
    }

    void failed(StoreException e) {
        trouble = Optional.of("no checkpoint could be stored: " + e.getMessage());
    }

    /** The signer's key is out of reach: entries go on, checkpoints wait. */
    void failed(IllegalStateException e) {
        trouble = Optional.of("no checkpoint could be signed: " + e.getMessage());
    }
}

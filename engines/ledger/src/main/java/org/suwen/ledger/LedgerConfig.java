package org.suwen.ledger;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.KeyIds;
import org.suwen.ledger.store.LedgerStore;

/**
 * All that a ledger is opened with.
 *
 * @param origin the log's name in its checkpoints, such as {@code hospital.example/ledger}
 * @param signers the first signs for the log; others (SM2, ML-DSA, the next key) sign beside it
 * @param opening how to deal with a live sequencer and with a checkpoint known from elsewhere
 * @param peers the other nodes of this ledger; without them a live sequencer elsewhere is a reason not to open
 */
public record LedgerConfig(
        String origin,
        LedgerStore store,
        List<CheckpointSigner> signers,
        AuditKeys auditKeys,
        Rim rim,
        LedgerLimits limits,
        Opening opening,
        Optional<Peers> peers) {
    /**
     * How to open.
     *
     * @param force whether to take over from a sequencer that still holds the lead after the wait; it is fenced off
     * @param pinned a checkpoint kept outside the database: the stored tree must contain it
     * @param clockAccepted whether the clock holds even if it stands behind the last entry, whose time was wrong then
     */
    public record Opening(boolean force, Optional<Checkpoint> pinned, boolean clockAccepted) {
        /** Waits for a live sequencer to end, and trusts the stored checkpoints. */
        public static final Opening DEFAULT = new Opening(false, Optional.empty(), false);
    }

    /** Time and chance (I10); the chance salts the commitments of entries. */
    public record Rim(InstantSource clock, SecureRandom random) {}

    public LedgerConfig {
        KeyIds.requireName(origin);
        Objects.requireNonNull(store);
        signers = List.copyOf(signers);
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("a ledger has at least one signer");
        }
    }

    /** A configuration with the default limits and opening. */
    public static LedgerConfig of(
            String origin, LedgerStore store, CheckpointSigner signer, AuditKeys auditKeys, Rim rim) {
        return new LedgerConfig(
                origin,
                store,
                List.of(signer),
                auditKeys,
                rim,
                LedgerLimits.DEFAULT,
                Opening.DEFAULT,
                Optional.empty());
    }

    /** The same with further signers beside the first. */
    public LedgerConfig withSigners(List<CheckpointSigner> all) {
        return new LedgerConfig(origin, store, all, auditKeys, rim, limits, opening, peers);
    }

    public LedgerConfig withLimits(LedgerLimits other) {
        return new LedgerConfig(origin, store, signers, auditKeys, rim, other, opening, peers);
    }

    public LedgerConfig withOpening(Opening other) {
        return new LedgerConfig(origin, store, signers, auditKeys, rim, limits, other, peers);
    }

    /** The same as one node of several. */
    public LedgerConfig withPeers(Peers others) {
        return new LedgerConfig(origin, store, signers, auditKeys, rim, limits, opening, Optional.of(others));
    }
}

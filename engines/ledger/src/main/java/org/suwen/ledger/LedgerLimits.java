package org.suwen.ledger;

import java.time.Duration;

/**
 * The ledger's bounds on waiting and memory.
 *
 * @param queue drafts that wait for the sequencer
 * @param batch drafts in one commit
 * @param answerWithin from {@link Ledger#append} to its answer
 * @param commitWithin for one commit, then the connection counts as broken
 * @param leadWithin for becoming the sequencer, and for finding the database again when the connection broke
 * @param checkpointEvery shortest time between two signatures
 * @param cachedPatients patients whose consent version and running number stay in memory
 */
public record LedgerLimits(
        int queue,
        int batch,
        Duration answerWithin,
        Duration commitWithin,
        Duration leadWithin,
        Duration checkpointEvery,
        int cachedPatients) {
    /** 4,096 waiting, 1,024 a commit, answers within 5 s, a checkpoint each second. */
    public static final LedgerLimits DEFAULT = new LedgerLimits(
            4096,
            1024,
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            100_000);

    public LedgerLimits {
        if (queue < 1 || batch < 1 || cachedPatients < 1) {
            throw new IllegalArgumentException("queue, batch and cached patients are at least 1");
        }
        requirePositive(answerWithin);
        requirePositive(commitWithin);
        requirePositive(leadWithin);
        requirePositive(checkpointEvery);
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a time limit is above zero, not `" + duration + "`");
        }
    }
}

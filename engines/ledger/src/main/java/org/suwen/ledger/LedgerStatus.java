package org.suwen.ledger;

import java.time.Instant;
import java.util.Optional;
import org.suwen.ledger.merkle.TreeHead;

/**
 * How a ledger is doing, for health pages.
 *
 * @param leads whether this process is the ledger's sequencer; else it works through the one of another node (D17)
 * @param head the committed tree, at most a second ahead of the checkpoint
 * @param signedAt when the checkpoint was signed, if by this process
 * @param waiting drafts in the queue
 * @param droppedNews pieces of news that watchers did not take
 * @param trouble why nothing can be appended or signed, if so
 */
public record LedgerStatus(
        String origin,
        boolean leads,
        TreeHead head,
        Checkpoint checkpoint,
        Optional<Instant> signedAt,
        int waiting,
        long droppedNews,
        Optional<String> trouble) {
    LedgerStatus withTrouble(Optional<String> why) {
        return new LedgerStatus(origin, leads, head, checkpoint, signedAt, waiting, droppedNews, why);
    }
}

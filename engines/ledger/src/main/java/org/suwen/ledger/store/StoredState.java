package org.suwen.ledger.store;

import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.TreeHead;

/**
 * What a store says about its tree.
 *
 * @param range the compact range, largest subtree first
 * @param checkpoint the last signed checkpoint
 * @param beyond how many entries lie at or after the stored size, which no commit can have left there
 */
public record StoredState(TreeHead head, List<Hash> range, Optional<String> checkpoint, long beyond) {
    public StoredState {
        range = List.copyOf(range);
    }
}

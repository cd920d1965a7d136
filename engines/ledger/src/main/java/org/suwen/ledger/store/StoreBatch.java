package org.suwen.ledger.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TreeHead;

/**
 * What one commit stores.
 *
 * @param before the size that the tree must have
 * @param after the tree with the entries
 * @param range the compact range of {@code after}
 * @param tiles those that became full
 * @param subjects new consent versions
 */
public record StoreBatch(
        long before, TreeHead after, List<Hash> range, List<Row> rows, List<Tile> tiles, Map<UUID, Long> subjects) {
    /**
     * One entry.
     *
     * @param token the patient token, or empty; not copied
     * @param bytes the entry's bytes; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the store, never compared
    public record Row(UUID request, byte[] token, Hash leaf, byte[] bytes) {}

    public StoreBatch {
        range = List.copyOf(range);
        rows = List.copyOf(rows);
        tiles = List.copyOf(tiles);
        subjects = Map.copyOf(subjects);
    }
}

package org.suwen.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TileHashes;
import org.suwen.ledger.store.LedgerStore;

/**
 * The committed tree for readers: full tiles from the store, the edge from memory.
 *
 * <p>The sequencer replaces the edge after each commit; a reader works on the one it took. Safe for use by several
 * threads.
 */
final class TreeView {
    private static final int CACHED_TILES = 1024;

    private record Place(int level, long index) {}

    private final LedgerStore store;
    private final BoundedCache<Place, Tile> full = new BoundedCache<>(CACHED_TILES);
    private volatile TileBuilder edge;

    TreeView(LedgerStore store, TileBuilder edge) {
        this.store = store;
        this.edge = edge;
    }

    /** Shows this tree from now on; nobody changes it any more. */
    void show(TileBuilder next) {
        edge = next;
    }

    TileBuilder edge() {
        return edge;
    }

    long size() {
        return edge.size();
    }

    Hash root(long size) {
        return MerkleTree.root(source(size), size);
    }

    List<Hash> inclusion(long index, long size) {
        return MerkleTree.inclusionProof(source(size), index, size);
    }

    List<Hash> consistency(long from, long to) {
        return MerkleTree.consistencyProof(source(to), from, to);
    }

    private TileHashes source(long size) {
        TileBuilder taken = edge;
        if (size < 0 || size > taken.size()) {
            throw new IllegalArgumentException("size `" + size + "` is outside the tree of `" + taken.size() + "`");
        }
        return new TileHashes((level, index) -> tile(taken, level, index)
                .orElseThrow(
                        () -> new IllegalStateException("no tile at level `" + level + "` index `" + index + "`")));
    }

    /** The tile as it is now, full or partial. */
    Optional<Tile> tile(int level, long index) {
        return tile(edge, level, index);
    }

    private Optional<Tile> tile(TileBuilder taken, int level, long index) {
        int width = Tile.widthIn(taken.size(), level, index);
        if (width == 0) {
            return Optional.empty();
        }
        return width == Tile.WIDTH ? Optional.of(full(level, index)) : taken.partial(level, index);
    }

    private Tile full(int level, long index) {
        Place place = new Place(level, index);
        Optional<Tile> cached = full.get(place);
        if (cached.isPresent()) {
            return cached.get();
        }
        List<Tile> stored = store.tiles(level, index, 1);
        if (stored.isEmpty() || stored.getFirst().width() != Tile.WIDTH) {
            throw new LedgerDamagedException(
                    Tile.firstEntry(level, index * Tile.WIDTH),
                    "tile `" + index + "` of level `" + level + "` is missing");
        }
        full.putAll(Map.of(place, stored.getFirst()));
        return stored.getFirst();
    }
}

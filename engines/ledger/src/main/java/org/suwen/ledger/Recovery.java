package org.suwen.ledger;

import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.CompactRange;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileBuilder;
import org.suwen.ledger.merkle.TreeHead;
import org.suwen.ledger.note.InvalidNoteException;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.store.LedgerStore;
import org.suwen.ledger.store.StoredState;

/**
 * Rebuilds the tree's edge from what is stored and refuses to go on when it is not what was signed.
 *
 * <p>Checked at each opening: the state row against itself, the entries of the unfinished tile against their hashes, the
 * edge against the stored compact range, and the root of each known checkpoint. The entries below full tiles are left to
 * fsck.
 */
final class Recovery {
    private final LedgerStore store;

    Recovery(LedgerStore store) {
        this.store = store;
    }

    /** The verified tree. */
    TileBuilder restore(StoredState state) {
        TreeHead head = state.head();
        if (state.range().size() != Long.bitCount(head.size())
                || !CompactRange.of(head.size(), state.range()).root().equals(head.root())) {
            throw new LedgerDamagedException(0, "the stored root does not follow from the stored compact range");
        }
        if (state.beyond() != 0) {
            throw new LedgerDamagedException(
                    head.size(), "there are entries at or after the tree's end `" + head.size() + "`");
        }
        TileBuilder tree = TileBuilder.restore(head.size(), (level, index) -> edge(head.size(), level, index));
        if (!tree.range().equals(state.range())) {
            throw new LedgerDamagedException(
                    firstDifference(tree.range(), state), "the stored tree is not the one of its state row");
        }
        return tree;
    }

    private Tile edge(long size, int level, long index) {
        int width = Tile.widthIn(size, level, index);
        byte[] hashes = new byte[width * Hash.BYTES];
        if (level == 0) {
            leaves(index * Tile.WIDTH, width, hashes);
        } else {
            roots(level - 1, index * Tile.WIDTH, width, hashes);
        }
        return new Tile(level, index, hashes);
    }

    private void leaves(long from, int width, byte[] hashes) {
        List<byte[]> entries = store.entries(from, width);
        byte[] stored = store.leaves(from, width);
        for (int i = 0; i < width; i++) {
            if (i >= entries.size()) {
                throw new LedgerDamagedException(from + i, "entry `" + (from + i) + "` is missing");
            }
            Hash leaf = MerkleTree.leafHash(entries.get(i));
            if (!leaf.equals(Hash.at(stored, i * Hash.BYTES))) {
                throw new LedgerDamagedException(from + i, "entry `" + (from + i) + "` is not the one appended");
            }
            leaf.copyTo(hashes, i * Hash.BYTES);
        }
    }

    private void roots(int level, long from, int width, byte[] hashes) {
        List<Tile> tiles = store.tiles(level, from, width);
        for (int i = 0; i < width; i++) {
            if (i >= tiles.size() || tiles.get(i).width() != Tile.WIDTH) {
                throw new LedgerDamagedException(
                        Tile.firstEntry(level + 1, from + i),
                        "tile `" + (from + i) + "` of level `" + level + "` is missing");
            }
            tiles.get(i).root().copyTo(hashes, i * Hash.BYTES);
        }
    }

    private static long firstDifference(List<Hash> found, StoredState state) {
        long position = 0;
        long left = state.head().size();
        for (int i = 0; i < found.size() && found.get(i).equals(state.range().get(i)); i++) {
            position += Long.highestOneBit(left);
            left -= Long.highestOneBit(left);
        }
        return position;
    }

    /** The last signed checkpoint, known to be of this log and of the start of this tree. */
    static Optional<Checkpoint> check(
            StoredState state, String origin, List<? extends NoteVerifier> keys, TreeView tree) {
        if (state.checkpoint().isEmpty()) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.verified(state.checkpoint().get(), origin, keys);
            contains(tree, checkpoint);
            return Optional.of(checkpoint);
        } catch (InvalidNoteException e) {
            throw new LedgerDamagedException(0, "the stored checkpoint is not one of this log: " + e.getMessage());
        }
    }

    /** Refuses a tree that is shorter than a checkpoint or of another root at its size. */
    static void contains(TreeView tree, Checkpoint checkpoint) {
        if (checkpoint.size() > tree.size()) {
            throw new LedgerDamagedException(
                    tree.size(),
                    "the ledger holds `" + tree.size() + "` entries but a checkpoint is signed for `"
                            + checkpoint.size() + "`; its tail is cut");
        }
        if (!tree.root(checkpoint.size()).equals(checkpoint.root())) {
            throw new LedgerDamagedException(
                    0, "the tree of the first `" + checkpoint.size() + "` entries is not the one signed");
        }
    }
}

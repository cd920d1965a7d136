package org.suwen.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The few hashes from which a growing tree's root follows: one for each complete subtree, largest first.
 *
 * <p>A tree of n leaves falls into one complete subtree for each 1 bit of n (RFC 9162 §2.1.1 splits at the largest power
 * of two). Appending a leaf merges equal neighbours, as a binary counter carries: one hash on average. Not safe for use
 * by several threads.
 */
public final class CompactRange {
    /** Is told of each complete subtree in the moment it is complete, leaves included. */
    @FunctionalInterface
    public interface Visitor {
        void completed(int height, long index, Hash hash);
    }

    private final List<Hash> hashes;
    private long size;

    private CompactRange(long size, List<Hash> hashes) {
        this.size = size;
        this.hashes = new ArrayList<>(hashes);
    }

    /** The range of the tree without leaves. */
    public static CompactRange empty() {
        return new CompactRange(0, List.of());
    }

    /** The range of a tree of {@code size} leaves with these subtree hashes, largest subtree first. */
    public static CompactRange of(long size, List<Hash> hashes) {
        if (size < 0 || Long.bitCount(size) != hashes.size()) {
            throw new IllegalArgumentException(
                    "`" + hashes.size() + "` hashes are not a compact range of size `" + size + "`");
        }
        return new CompactRange(size, hashes);
    }

    public CompactRange copy() {
        return new CompactRange(size, hashes);
    }

    /** Adds one leaf. */
    public void append(Hash leaf, Visitor visitor) {
        visitor.completed(0, size, leaf);
        Hash merged = leaf;
        int height = 0;
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            merged = MerkleTree.nodeHash(hashes.removeLast(), merged);
            height++;
            visitor.completed(height, size >> height, merged);
        }
        hashes.add(merged);
        size++;
    }

    public long size() {
        return size;
    }

    /** The subtree hashes, largest subtree first. */
    public List<Hash> hashes() {
        return List.copyOf(hashes);
    }

    /** MTH of all leaves so far. */
    public Hash root() {
        if (hashes.isEmpty()) {
            return MerkleTree.emptyRoot();
        }
        Hash root = hashes.getLast();
        for (int i = hashes.size() - 2; i >= 0; i--) {
            root = MerkleTree.nodeHash(hashes.get(i), root);
        }
        return root;
    }
}

package org.suwen.ledger.merkle;

import java.util.Objects;

/**
 * A run of 1 to 256 neighbouring hashes of one level of the tree (C2SP tlog-tiles).
 *
 * @param hashes the hashes one after the other; not copied, because tiles are large and passed straight on
 */
@SuppressWarnings("ArrayRecordComponent") // large and passed straight on, never compared
public record Tile(int level, long index, byte[] hashes) {
    /** Hashes in a full tile, and entries in a full bundle. */
    public static final int WIDTH = 256;

    /** Bytes of a full tile. */
    public static final int FULL_BYTES = WIDTH * Hash.BYTES;

    static final int HEIGHT = 8;

    public Tile {
        Objects.requireNonNull(hashes);
        if (hashes.length == 0 || hashes.length > FULL_BYTES || hashes.length % Hash.BYTES != 0) {
            throw new IllegalArgumentException("a tile has 1 to 256 hashes of 32 bytes, not `" + hashes.length
                    + "` bytes, at level `" + level + "` index `" + index + "`");
        }
    }

    public int width() {
        return hashes.length / Hash.BYTES;
    }

    public Hash hash(int position) {
        Objects.checkIndex(position, width());
        return Hash.at(hashes, position * Hash.BYTES);
    }

    /** The root of the 2^height hashes that start at {@code position}. */
    public Hash root(int position, int height) {
        if (height == 0) {
            return hash(position);
        }
        int half = 1 << (height - 1);
        return MerkleTree.nodeHash(root(position, height - 1), root(position + half, height - 1));
    }

    /** The root of a full tile, which is one hash of the level above. */
    public Hash root() {
        return root(0, HEIGHT);
    }

    /** The first entry below the hash number {@code hash} of a level. */
    public static long firstEntry(int level, long hash) {
        return hash << (level * HEIGHT);
    }

    /** How many hashes a tree of {@code size} has at a level. */
    public static long hashesAt(int level, long size) {
        return size >> (level * HEIGHT);
    }

    /** How many hashes the tile at (level, index) has in a tree of {@code size}; 0 when there is none. */
    public static int widthIn(long size, int level, long index) {
        long atLevel = level * HEIGHT >= Long.SIZE - 1 ? 0 : size >> (level * HEIGHT);
        long full = atLevel / WIDTH;
        if (index < full) {
            return WIDTH;
        }
        return index == full ? (int) (atLevel % WIDTH) : 0;
    }
}

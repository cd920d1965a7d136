package org.suwen.ledger.tokens;

import java.util.Arrays;
import org.suwen.ledger.Entry;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.HashSource;
import org.suwen.ledger.merkle.MerkleTree;

/** Patient tokens in unsigned ascending order, packed one after the other; a leaf of their tree is a token. */
public final class SortedTokens implements HashSource {
    static final int BYTES = Entry.TOKEN_BYTES;

    private final byte[] packed;

    private SortedTokens(byte[] packed) {
        this.packed = packed;
    }

    /** Sorts packed tokens of entries; tokens of zeros, of entries about no patient, are left out. */
    public static SortedTokens sorting(byte[] packed) {
        byte[][] tokens = new byte[packed.length / BYTES][];
        int kept = 0;
        byte[] none = new byte[BYTES];
        for (int i = 0; i < tokens.length; i++) {
            byte[] token = Arrays.copyOfRange(packed, i * BYTES, (i + 1) * BYTES);
            if (!Arrays.equals(token, none)) {
                tokens[kept++] = token;
            }
        }
        Arrays.sort(tokens, 0, kept, Arrays::compareUnsigned);
        byte[] sorted = new byte[kept * BYTES];
        for (int i = 0; i < kept; i++) {
            System.arraycopy(tokens[i], 0, sorted, i * BYTES, BYTES);
        }
        return new SortedTokens(sorted);
    }

    /**
     * Packed tokens that are sorted already; the array is not copied.
     *
     * @throws IllegalArgumentException when they are not
     */
    public static SortedTokens sorted(byte[] packed) {
        if (packed.length % BYTES != 0) {
            throw new IllegalArgumentException(
                    "packed tokens have a multiple of 16 bytes, not `" + packed.length + "`");
        }
        for (int at = BYTES; at < packed.length; at += BYTES) {
            if (Arrays.compareUnsigned(packed, at - BYTES, at, packed, at, at + BYTES) >= 0) {
                throw new IllegalArgumentException("token `" + at / BYTES + "` is not above the one before it");
            }
        }
        return new SortedTokens(packed);
    }

    /** The packed tokens; not copied. */
    public byte[] packed() {
        return packed;
    }

    public int count() {
        return packed.length / BYTES;
    }

    /** The token at a position. */
    public byte[] token(int position) {
        return Arrays.copyOfRange(packed, position * BYTES, (position + 1) * BYTES);
    }

    /** How many tokens are below this one; it is there itself when {@link #token} gives it at that position. */
    int below(byte[] token) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, token) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int compare(int position, byte[] token) {
        return Arrays.compareUnsigned(packed, position * BYTES, (position + 1) * BYTES, token, 0, BYTES);
    }

    /** The RFC 9162 §2.1 tree hash over the tokens. */
    public Hash root() {
        return MerkleTree.root(this, count());
    }

    @Override
    public Hash node(int height, long index) {
        if (height == 0) {
            return MerkleTree.leafHash(token((int) index));
        }
        return MerkleTree.nodeHash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }
}

package org.suwen.ledger.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The hashing, proofs and proof checks of RFC 9162 §2.1 over SHA-256.
 *
 * <p>Proofs are made from complete subtrees only ({@link HashSource}), so that they can be served from tiles; they are
 * checked by the iterative algorithms of the RFC, which need no tree at all.
 */
public final class MerkleTree {
    private static final byte LEAF_PREFIX = 0x00;
    private static final byte NODE_PREFIX = 0x01;
    /** Never updated, only cloned: looking the algorithm up costs as much as hashing an entry. */
    private static final MessageDigest FRESH = find();

    private MerkleTree() {}

    /** The root of the tree without leaves: SHA-256 of nothing (RFC 9162 §2.1.1). */
    public static Hash emptyRoot() {
        return Hash.finish(sha256());
    }

    /** SHA-256(0x00 ‖ entry) (RFC 9162 §2.1.1). */
    public static Hash leafHash(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF_PREFIX);
        digest.update(entry);
        return Hash.finish(digest);
    }

    /** SHA-256(0x01 ‖ left ‖ right) (RFC 9162 §2.1.1). */
    public static Hash nodeHash(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE_PREFIX);
        left.update(digest);
        right.update(digest);
        return Hash.finish(digest);
    }

    /** MTH(D[0:size]). */
    public static Hash root(HashSource source, long size) {
        requireSize(size);
        return size == 0 ? emptyRoot() : subtree(source, 0, size);
    }

    /**
     * The inclusion proof of leaf {@code index} in the tree of {@code size}, from the leaf's sibling up (RFC 9162
     * §2.1.3.1).
     */
    public static List<Hash> inclusionProof(HashSource source, long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index `" + index + "` is outside the tree of `" + size + "`");
        }
        List<Hash> down = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + largestPowerOfTwoBelow(to - from);
            if (index < middle) {
                down.add(subtree(source, middle, to));
                to = middle;
            } else {
                down.add(subtree(source, from, middle));
                from = middle;
            }
        }
        return down.reversed();
    }

    /**
     * The proof that the tree of {@code first} leaves is the start of the tree of {@code second} (RFC 9162 §2.1.4.1);
     * empty when the sizes are equal or {@code first} is zero.
     */
    public static List<Hash> consistencyProof(HashSource source, long first, long second) {
        requireSize(first);
        if (second < first) {
            throw new IllegalArgumentException(
                    "no tree of `" + second + "` leaves contains one of `" + first + "` leaves");
        }
        if (first == 0 || first == second) {
            return List.of();
        }
        List<Hash> down = new ArrayList<>();
        long from = 0;
        long to = second;
        while (first != to) { // SUBPROOF(m, D_n, b) with m = first - from, n = to - from
            long middle = from + largestPowerOfTwoBelow(to - from);
            if (first <= middle) {
                down.add(subtree(source, middle, to));
                to = middle;
            } else {
                down.add(subtree(source, from, middle));
                from = middle;
            }
        }
        if (from != 0) { // b is false: the verifier does not hold this subtree
            down.add(subtree(source, from, to));
        }
        return down.reversed();
    }

    /** Whether {@code proof} shows that {@code leaf} is at {@code index} of the tree with this root (RFC 9162 §2.1.3.2). */
    public static boolean verifyInclusion(Hash leaf, long index, long size, List<Hash> proof, Hash root) {
        if (index < 0 || index >= size) { // step 1
            return false;
        }
        long fn = index; // step 2
        long sn = size - 1;
        Hash r = leaf; // step 3
        for (Hash p : proof) { // step 4
            if (sn == 0) {
                return false;
            }
            if (isOdd(fn) || fn == sn) {
                r = nodeHash(p, r);
                while (!isOdd(fn) && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = nodeHash(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r.equals(root); // step 5
    }

    /**
     * Whether {@code proof} shows that the tree of the first head is the start of that of the second (RFC 9162
     * §2.1.4.2). Beyond the RFC: equal sizes need equal roots and an empty proof; a first tree without leaves is refused,
     * because nothing can be shown about it.
     */
    public static boolean verifyConsistency(TreeHead first, TreeHead second, List<Hash> proof) {
        if (first.size() == 0 || first.size() > second.size()) {
            return false;
        }
        if (first.size() == second.size()) {
            return proof.isEmpty() && first.root().equals(second.root());
        }
        return !proof.isEmpty() && pathLeadsToBoth(first, second, proof); // step 1
    }

    private static boolean pathLeadsToBoth(TreeHead first, TreeHead second, List<Hash> proof) {
        boolean complete = Long.bitCount(first.size()) == 1; // step 2: the first root stands before the path
        Hash seed = complete ? first.root() : proof.getFirst();
        long fn = first.size() - 1; // step 3
        long sn = second.size() - 1;
        int shift = Long.numberOfTrailingZeros(~fn); // step 4
        fn >>= shift;
        sn >>= shift;
        Hash fr = seed; // step 5
        Hash sr = seed;
        for (Hash c : complete ? proof : proof.subList(1, proof.size())) { // step 6
            if (sn == 0) {
                return false;
            }
            if (isOdd(fn) || fn == sn) {
                fr = nodeHash(c, fr);
                sr = nodeHash(c, sr);
                while (!isOdd(fn) && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = nodeHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(first.root()) && sr.equals(second.root()); // step 7
    }

    /** The hash of D[from:to], whose left parts are complete and aligned. */
    private static Hash subtree(HashSource source, long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return source.node(height, from >> height);
        }
        long middle = from + largestPowerOfTwoBelow(count);
        return nodeHash(subtree(source, from, middle), subtree(source, middle, to));
    }

    private static long largestPowerOfTwoBelow(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static boolean isOdd(long value) {
        return (value & 1) == 1;
    }

    private static void requireSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size `" + size + "`");
        }
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java runtime's SHA-256 can't be cloned", e);
        }
    }

    private static MessageDigest find() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}

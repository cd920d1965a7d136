package org.suwen.ledger.merkle;

import java.util.List;
import java.util.stream.LongStream;

/** The definitions of RFC 9162 §2.1 written down word for word, as a judge. */
final class NaiveTree {
    private NaiveTree() {}

    static List<Hash> leaves(long count) {
        return LongStream.range(0, count)
                .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) (i >> 8), (byte) i}))
                .toList();
    }

    /** §2.1.1. */
    static Hash mth(List<Hash> d) {
        if (d.isEmpty()) {
            return MerkleTree.emptyRoot();
        }
        if (d.size() == 1) {
            return d.getFirst();
        }
        int k = split(d.size());
        return MerkleTree.nodeHash(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    /** §2.1.3.1. */
    static List<Hash> path(int m, List<Hash> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d.size());
        return m < k
                ? append(path(m, d.subList(0, k)), mth(d.subList(k, d.size())))
                : append(path(m - k, d.subList(k, d.size())), mth(d.subList(0, k)));
    }

    /** §2.1.4.1. */
    static List<Hash> proof(int m, List<Hash> d) {
        return subproof(m, d, true);
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean b) {
        if (m == d.size()) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = split(d.size());
        return m <= k
                ? append(subproof(m, d.subList(0, k), b), mth(d.subList(k, d.size())))
                : append(subproof(m - k, d.subList(k, d.size()), false), mth(d.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static List<Hash> append(List<Hash> list, Hash last) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(last))
                .toList();
    }
}

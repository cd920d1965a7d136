package org.suwen.ledger.merkle;

/** Gives the hash of any complete, aligned subtree of a log. */
@FunctionalInterface
public interface HashSource {
    /** MTH(D[index·2^height : (index+1)·2^height]). */
    Hash node(int height, long index);
}

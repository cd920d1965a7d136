package org.suwen.ledger.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;

/**
 * The proof that a token is not in a run: its two neighbours, which stand side by side.
 *
 * @param position how many tokens of the run are below it
 * @param below the neighbour at {@code position - 1}; none when the token would be the first
 * @param above the neighbour at {@code position}; none when it would be the last
 */
public record Absence(long position, Optional<Neighbour> below, Optional<Neighbour> above) {
    /** A token of the run and its inclusion proof; not copied. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Neighbour(byte[] token, List<Hash> proof) {
        public Neighbour {
            proof = List.copyOf(proof);
        }

        private boolean standsAt(long position, TokenRun run) {
            return MerkleTree.verifyInclusion(MerkleTree.leafHash(token), position, run.count(), proof, run.root());
        }
    }

    /** Whether this proves that the run, sorted as it is, does not hold the token. */
    public boolean proves(byte[] token, TokenRun run) {
        if (position < 0 || position > run.count()) {
            return false;
        }
        if (below.isPresent() != position > 0 || above.isPresent() != position < run.count()) {
            return false;
        }
        if (run.count() == 0) {
            return run.root().equals(MerkleTree.emptyRoot());
        }
        boolean lower = below.isEmpty()
                || (Arrays.compareUnsigned(below.get().token(), token) < 0
                        && below.get().standsAt(position - 1, run));
        boolean upper = above.isEmpty()
                || (Arrays.compareUnsigned(token, above.get().token()) < 0
                        && above.get().standsAt(position, run));
        return lower && upper;
    }
}

package org.suwen.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decision that was made before, found by the rules that matched, in order.
 *
 * <p>A tree rather than a map of keys, so that finding a leaf allocates nothing. Children are copied on write; a lost
 * race builds the same decision twice, which is harmless.
 */
final class Leaf {

    /** More ways than this out of one place are not kept. */
    private static final int MAX_CHILDREN = 256;

    private volatile Branches branches = new Branches(new int[0], new Leaf[0]);
    private volatile @Nullable Decision decision;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Branches(int[] tokens, Leaf[] leaves) {}

    /** The leaf behind this token. */
    Leaf next(int token) {
        Branches known = branches;
        for (int i = 0; i < known.tokens.length; i++) {
            if (known.tokens[i] == token) {
                return known.leaves[i];
            }
        }
        return grow(token);
    }

    @Nullable
    Decision decision() {
        return decision;
    }

    Decision keep(Decision made) {
        decision = made;
        return made;
    }

    private synchronized Leaf grow(int token) {
        int size = branches.tokens.length;
        Leaf leaf = new Leaf();
        if (size < MAX_CHILDREN) {
            int[] tokens = Arrays.copyOf(branches.tokens, size + 1);
            Leaf[] leaves = Arrays.copyOf(branches.leaves, size + 1);
            tokens[size] = token;
            leaves[size] = leaf;
            branches = new Branches(tokens, leaves);
        }
        return leaf;
    }
}

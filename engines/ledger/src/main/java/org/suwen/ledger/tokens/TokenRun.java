package org.suwen.ledger.tokens;

import java.util.ArrayList;
import java.util.List;
import org.suwen.ledger.merkle.Hash;

/**
 * The tokens of the entries {@code from} to {@code to} (exclusive) as one sorted tree.
 *
 * <p>The runs of a map are aligned blocks of 256·16^n entries, largest first, and what is left over at the end; so they
 * follow from the size alone, each is computed once, and a token is merged into at most eight runs in its life.
 *
 * @param count how many tokens there are, at most one an entry
 * @param root the RFC 9162 tree hash over the sorted tokens
 */
public record TokenRun(long from, long to, long count, Hash root) {
    /** Entries of the smallest block. */
    public static final int SMALLEST = 256;

    static final int FAN_OUT = 16;
    static final int LEVELS = 9;

    public TokenRun {
        if (from < 0 || to <= from || count < 0 || count > to - from) {
            throw new IllegalArgumentException(
                    "a run of the entries `" + from + "` to `" + to + "` can't hold `" + count + "` tokens");
        }
    }

    /** A block of entries that is a run; of level -1 when it is the unfinished one at the end. */
    record Block(int level, long index, long from, long to) {}

    /** Entries of a block of a level. */
    static long width(int level) {
        return (long) SMALLEST << (4 * level);
    }

    /** The blocks of a map of {@code size} entries, in the order of the entries. */
    static List<Block> blocks(long size) {
        List<Block> blocks = new ArrayList<>();
        long from = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            long width = width(level);
            for (; size - from >= width; from += width) {
                blocks.add(new Block(level, from / width, from, from + width));
            }
        }
        if (from < size) {
            blocks.add(new Block(-1, from / SMALLEST, from, size));
        }
        return blocks;
    }
}

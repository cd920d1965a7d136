package org.suwen.ledger.tokens;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;

/**
 * Where finished runs are kept, in chunks of {@link #CHUNK} sorted tokens.
 *
 * <p>A rim. What it keeps can be rebuilt from the entries at any time; it is never believed: a map made from it is
 * recomputed by whoever has the entries.
 */
public interface TokenRuns {
    /** Tokens of a full chunk; a power of two, so that a chunk is a subtree. */
    int CHUNK = 4096;

    /** What is known of a chunk without reading it; {@code first} is its first token, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Chunk(byte[] first, int count, Hash root) {}

    /** The tokens of the entries from {@code from} on, packed in the order of the entries, zeros where there is none. */
    byte[] tokensOfEntries(long from, int count);

    /** How many blocks of a level are kept, from the first on. */
    long blocks(int level);

    /** The chunks of a kept block; empty when the block holds no token. */
    List<Chunk> chunks(int level, long block);

    /** The tokens of a chunk. */
    SortedTokens chunk(int level, long block, int chunk);

    /** Keeps a block, all of it or nothing. */
    void put(int level, long block, Iterator<SortedTokens> chunks);

    /** The size of the last map that was entered, and its entry's index. */
    Optional<Entered> lastEntered();

    /** Notes that the map of {@code size} entries was entered at {@code entry}. */
    void entered(Entered map);

    /** A map in the log. */
    record Entered(long size, long entry) {}
}

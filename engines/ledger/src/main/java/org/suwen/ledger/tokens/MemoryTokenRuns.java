package org.suwen.ledger.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of tokens in memory, for whoever recomputes maps from the entries. Used by one thread. */
final class MemoryTokenRuns implements TokenRuns {
    private record Place(int level, long block) {}

    private final Map<Place, List<SortedTokens>> runs = new HashMap<>();
    private final long[] blocks = new long[TokenRun.LEVELS];
    private byte[] tokens = new byte[TokenRun.SMALLEST * SortedTokens.BYTES];
    private int count;
    private Optional<Entered> last = Optional.empty();

    /** Adds the next entry's token, zeros when it has none. */
    void add(byte[] token) {
        int at = count * SortedTokens.BYTES;
        if (at == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * at);
        }
        System.arraycopy(token, 0, tokens, at, SortedTokens.BYTES);
        count++;
    }

    int size() {
        return count;
    }

    @Override
    public byte[] tokensOfEntries(long from, int width) {
        if (from + width > count) {
            throw new IllegalArgumentException("there are no entries up to `" + (from + width) + "`");
        }
        int at = (int) from * SortedTokens.BYTES;
        return Arrays.copyOfRange(tokens, at, at + width * SortedTokens.BYTES);
    }

    @Override
    public long blocks(int level) {
        return blocks[level];
    }

    @Override
    public List<Chunk> chunks(int level, long block) {
        return kept(level, block).stream()
                .map(part -> new Chunk(part.token(0), part.count(), part.root()))
                .toList();
    }

    @Override
    public SortedTokens chunk(int level, long block, int chunk) {
        return kept(level, block).get(chunk);
    }

    private List<SortedTokens> kept(int level, long block) {
        List<SortedTokens> kept = runs.get(new Place(level, block));
        if (kept == null) {
            throw new IllegalArgumentException("block `" + block + "` of level `" + level + "` is not kept");
        }
        return kept;
    }

    @Override
    public void put(int level, long block, Iterator<SortedTokens> chunks) {
        List<SortedTokens> parts = new ArrayList<>();
        chunks.forEachRemaining(parts::add);
        runs.put(new Place(level, block), parts);
        blocks[level] = block + 1;
        for (int i = 0; level > 1 && i < TokenRun.FAN_OUT; i++) {
            runs.remove(new Place(level - 1, block * TokenRun.FAN_OUT + i)); // merged, and maps only grow
        }
    }

    @Override
    public Optional<Entered> lastEntered() {
        return last;
    }

    @Override
    public void entered(Entered map) {
        last = Optional.of(map);
    }
}

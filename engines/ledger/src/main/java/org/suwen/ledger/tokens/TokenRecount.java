package org.suwen.ledger.tokens;

/** Recomputes maps from entries taken in order; about 40 bytes of memory an entry. Used by one thread. */
public final class TokenRecount {
    private static final int MAX_ENTRIES = 20_000_000;

    private final MemoryTokenRuns store = new MemoryTokenRuns();
    private long entries;
    private long last;

    public TokenRecount() {}

    /** Takes the next entry's token, zeros when it has none. */
    public void add(byte[] token) {
        entries++;
        if (entries <= MAX_ENTRIES) {
            store.add(token);
        }
    }

    /** Whether a map of this size can be recomputed: it is not too large and not smaller than one before. */
    public boolean canRecount(long size) {
        return size >= last && size <= store.size();
    }

    /** The map of the first {@code size} entries. */
    public TokenMap map(String origin, long size) {
        if (!canRecount(size)) {
            throw new IllegalArgumentException("no map of `" + size + "` entries can be recomputed");
        }
        TokenMaps maps = new TokenMaps(origin, store);
        maps.complete(size);
        last = size;
        return maps.map(size);
    }
}

package org.suwen.ledger.tokens;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Makes the map of any size, and proofs from it. Safe for use by several threads. */
public final class TokenMaps {
    private static final int STORED_FROM = 1; // smaller blocks are read from the entries each time

    private final String origin;
    private final TokenRuns store;

    public TokenMaps(String origin, TokenRuns store) {
        this.origin = origin;
        this.store = store;
    }

    /** Finishes every block below {@code size} that is not kept yet; takes as long as there are new entries. */
    public synchronized void complete(long size) {
        for (int level = STORED_FROM; level < TokenRun.LEVELS; level++) {
            long whole = size / TokenRun.width(level);
            for (long block = store.blocks(level); block < whole; block++) {
                store.put(level, block, level == STORED_FROM ? fromEntries(block) : merged(level, block));
            }
        }
    }

    private Iterator<SortedTokens> fromEntries(long block) {
        int width = (int) TokenRun.width(STORED_FROM);
        SortedTokens sorted = SortedTokens.sorting(store.tokensOfEntries(block * width, width));
        return sorted.count() == 0
                ? List.<SortedTokens>of().iterator()
                : List.of(sorted).iterator();
    }

    private Iterator<SortedTokens> merged(int level, long block) {
        List<Iterator<SortedTokens>> parts = new ArrayList<>();
        for (int i = 0; i < TokenRun.FAN_OUT; i++) {
            long part = block * TokenRun.FAN_OUT + i;
            int chunks = store.chunks(level - 1, part).size();
            parts.add(new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < chunks;
                }

                @Override
                public SortedTokens next() {
                    return store.chunk(level - 1, part, next++);
                }
            });
        }
        return new Merge(parts);
    }

    /** The map of the first {@code size} entries, whose whole blocks must be {@link #complete}. */
    public TokenMap map(long size) {
        List<TokenRun> runs = new ArrayList<>();
        for (TokenRun.Block block : TokenRun.blocks(size)) {
            RunReader run = reader(block);
            runs.add(new TokenRun(block.from(), block.to(), run.count(), run.root()));
        }
        return new TokenMap(origin, size, runs);
    }

    /** The proofs, run by run, that the token is not in the map of {@code size}; empty when it is there. */
    public Optional<List<Absence>> absences(byte[] token, long size) {
        List<Absence> absences = new ArrayList<>();
        for (TokenRun.Block block : TokenRun.blocks(size)) {
            Optional<Absence> absence = reader(block).absence(token);
            if (absence.isEmpty()) {
                return Optional.empty();
            }
            absences.add(absence.get());
        }
        return Optional.of(absences);
    }

    private RunReader reader(TokenRun.Block block) {
        if (block.level() < STORED_FROM) {
            int width = (int) (block.to() - block.from());
            return RunReader.of(SortedTokens.sorting(store.tokensOfEntries(block.from(), width)));
        }
        return new RunReader(
                store.chunks(block.level(), block.index()), chunk -> store.chunk(block.level(), block.index(), chunk));
    }
}

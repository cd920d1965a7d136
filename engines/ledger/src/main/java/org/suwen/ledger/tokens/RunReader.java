package org.suwen.ledger.tokens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.HashSource;
import org.suwen.ledger.merkle.MerkleTree;

/** One run as a tree whose chunks are read when they are needed. Used by one thread. */
final class RunReader implements HashSource {
    private static final int CHUNK_HEIGHT = Integer.numberOfTrailingZeros(TokenRuns.CHUNK);

    /** Gives the tokens of a chunk. */
    interface Chunks {
        SortedTokens read(int chunk);
    }

    private final List<TokenRuns.Chunk> chunks;
    private final Chunks source;
    private int loaded = -1;
    private SortedTokens tokens = SortedTokens.sorted(new byte[0]);

    RunReader(List<TokenRuns.Chunk> chunks, Chunks source) {
        this.chunks = chunks;
        this.source = source;
    }

    /** A run that lies in memory. */
    static RunReader of(SortedTokens all) {
        List<TokenRuns.Chunk> chunks = new ArrayList<>();
        List<SortedTokens> parts = new ArrayList<>();
        for (int at = 0; at < all.count(); at += TokenRuns.CHUNK) {
            int end = Math.min(all.count(), at + TokenRuns.CHUNK);
            SortedTokens part = SortedTokens.sorted(
                    Arrays.copyOfRange(all.packed(), at * SortedTokens.BYTES, end * SortedTokens.BYTES));
            parts.add(part);
            chunks.add(new TokenRuns.Chunk(part.token(0), part.count(), part.root()));
        }
        return new RunReader(chunks, parts::get);
    }

    long count() {
        return chunks.isEmpty()
                ? 0
                : (long) (chunks.size() - 1) * TokenRuns.CHUNK
                        + chunks.getLast().count();
    }

    Hash root() {
        return MerkleTree.root(this, count());
    }

    @Override
    public Hash node(int height, long index) {
        if (height == CHUNK_HEIGHT) {
            return chunks.get((int) index).root();
        }
        if (height > CHUNK_HEIGHT) {
            return MerkleTree.nodeHash(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
        }
        long first = index << height;
        long inChunk = (first % TokenRuns.CHUNK) >> height;
        return load((int) (first / TokenRuns.CHUNK)).node(height, inChunk);
    }

    private SortedTokens load(int chunk) {
        if (loaded != chunk) {
            tokens = source.read(chunk);
            loaded = chunk;
        }
        return tokens;
    }

    /** The proof that the token is not there; empty when it is. */
    Optional<Absence> absence(byte[] token) {
        long count = count();
        long position = 0;
        for (int i = 0;
                i < chunks.size() && Arrays.compareUnsigned(chunks.get(i).first(), token) <= 0;
                i++) {
            position = (long) i * TokenRuns.CHUNK;
        }
        if (count > 0) {
            SortedTokens at = load((int) (position / TokenRuns.CHUNK));
            int below = at.below(token);
            if (below < at.count() && at.compare(below, token) == 0) {
                return Optional.empty();
            }
            position += below;
        }
        return Optional.of(new Absence(
                position,
                position > 0 ? Optional.of(neighbour(position - 1)) : Optional.empty(),
                position < count ? Optional.of(neighbour(position)) : Optional.empty()));
    }

    private Absence.Neighbour neighbour(long position) {
        byte[] token = load((int) (position / TokenRuns.CHUNK)).token((int) (position % TokenRuns.CHUNK));
        return new Absence.Neighbour(token, MerkleTree.inclusionProof(this, position, count()));
    }
}

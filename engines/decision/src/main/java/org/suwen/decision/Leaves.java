package org.suwen.decision;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that were made before, found by the rules that matched, in order.
 *
 * <p>Finding one allocates nothing. When too many are kept all are forgotten; a lost race builds the same decision twice,
 * which is harmless.
 */
final class Leaves {

    private static final int PLACES = 1 << 12;
    private static final int MOST = 1 << 14;

    private final AtomicReferenceArray<@Nullable Leaf> places = new AtomicReferenceArray<>(PLACES);
    private final AtomicInteger kept = new AtomicInteger();

    /** A decision with the tokens it was made from; author and day only where a residual rests on them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Leaf(
            int hash,
            int[] tokens,
            @Nullable String author,
            long day,
            Decision decision,
            @Nullable Leaf next) {

        boolean fits(Key key) {
            return hash == key.hash
                    && tokens.length == key.size
                    && day == key.day
                    && (author == null ? key.author == null : author.equals(key.author))
                    && Arrays.equals(tokens, 0, tokens.length, key.tokens, 0, key.size);
        }
    }

    /** What a decision is found by; filled anew for each question. */
    static final class Key {
        private int[] tokens = new int[32];
        private int size;
        private int hash;
        private long day;
        private @Nullable String author;

        /** Begins anew. */
        void clear() {
            size = 0;
            hash = 0;
            day = 0;
            author = null;
        }

        void add(int token) {
            if (size == tokens.length) {
                tokens = Arrays.copyOf(tokens, size * 2);
            }
            tokens[size++] = token;
            hash = hash * 31 + token;
        }

        void author(String id) {
            author = id;
            hash = hash * 31 + id.hashCode();
        }

        void day(long epochDay) {
            day = epochDay;
            hash = hash * 31 + Long.hashCode(epochDay);
        }

        private int place() {
            return (hash ^ (hash >>> 15)) & (PLACES - 1);
        }
    }

    /** The decision kept under this key. */
    @Nullable
    Decision find(Key key) {
        for (Leaf leaf = places.get(key.place()); leaf != null; leaf = leaf.next) {
            if (leaf.fits(key)) {
                return leaf.decision;
            }
        }
        return null;
    }

    /** Keeps a decision. */
    Decision keep(Key key, Decision decision) {
        if (kept.incrementAndGet() > MOST) {
            kept.set(0);
            for (int i = 0; i < PLACES; i++) {
                places.set(i, null);
            }
        }
        int[] tokens = Arrays.copyOf(key.tokens, key.size);
        int place = key.place();
        places.set(place, new Leaf(key.hash, tokens, key.author, key.day, decision, places.get(place)));
        return decision;
    }
}

package org.suwen.server.explorer;

import java.util.Collection;

/**
 * A small set of facts that never denies one it holds: it says which pages can't hold what is looked for, so that they are
 * not opened. One in about twenty pages is opened in vain.
 */
final class Sieve {

    /** Bytes of one sieve, for a page of {@value Pages#ENTRIES} entries with some two hundred different facts. */
    static final int BYTES = 192;

    private static final int MARKS = 4;
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

    private Sieve() {}

    static byte[] of(Collection<Line> lines) {
        byte[] bits = new byte[BYTES];
        for (Line line : lines) {
            for (String facet : line.facets()) {
                for (int mark = 0; mark < MARKS; mark++) {
                    int at = place(facet, mark);
                    bits[at >>> 3] |= (byte) (1 << (at & 7));
                }
            }
        }
        return bits;
    }

    /** Whether the sieve that begins at {@code from} may hold this fact. */
    static boolean mayHold(byte[] sieves, int from, String facet) {
        for (int mark = 0; mark < MARKS; mark++) {
            int at = place(facet, mark);
            if ((sieves[from + (at >>> 3)] & 1 << (at & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int place(String facet, int mark) {
        long hash = mixed(facet, FIRST) + mark * (mixed(facet, SECOND) | 1);
        return (int) Long.remainderUnsigned(hash, BYTES * 8L);
    }

    private static long mixed(String text, long seed) {
        long hash = seed;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return hash ^ hash >>> 32;
    }
}

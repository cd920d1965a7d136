package org.suwen.classification;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;

/** Flags as bits, so that a decision can take them over at once; can't be changed. */
@SuppressWarnings("EnumOrdinal") // places live in memory only and are never stored
final class FlagSet extends AbstractSet<Flag> {

    private static final Flag[] ALL = Flag.values();

    private final long bits;

    private FlagSet(long bits) {
        this.bits = bits;
    }

    static FlagSet of(Set<Flag> flags) {
        long bits = 0;
        for (Flag flag : flags) {
            bits |= 1L << flag.ordinal();
        }
        return new FlagSet(bits);
    }

    long bits() {
        return bits;
    }

    @Override
    public boolean contains(Object flag) {
        return flag instanceof Flag known && (bits >>> known.ordinal() & 1) == 1;
    }

    @Override
    public Iterator<Flag> iterator() {
        return IntStream.range(0, ALL.length)
                .filter(place -> (bits >>> place & 1) == 1)
                .mapToObj(place -> ALL[place])
                .iterator();
    }

    @Override
    public int size() {
        return Long.bitCount(bits);
    }
}

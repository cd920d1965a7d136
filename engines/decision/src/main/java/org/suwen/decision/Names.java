package org.suwen.decision;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;

/** A set of names with a signature that rules most others out at once; can't be changed. */
final class Names extends AbstractSet<String> {

    private final Set<String> names;
    private final long signature;

    private Names(Set<String> names) {
        this.names = Set.copyOf(names);
        this.signature = signature(names);
    }

    static Names of(Set<String> names) {
        return names instanceof Names known ? known : new Names(names);
    }

    /** One bit for each name, the same bit for some. */
    static long signature(Set<String> names) {
        long bits = 0;
        for (String name : names) {
            bits |= bit(name.hashCode());
        }
        return bits;
    }

    /** The bit of a name with this hash. */
    static long bit(int hash) {
        return 1L << ((hash * 0x9E3779B1) >>> 26);
    }

    /** Whether a name with this hash may be among them. */
    boolean perhaps(int hash) {
        return (signature & bit(hash)) != 0;
    }

    @Override
    public boolean contains(Object name) {
        return names.contains(name);
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    @Override
    public int size() {
        return names.size();
    }
}

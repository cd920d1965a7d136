package org.suwen.classification;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an item takes over from a diagnosis that it betrays (A20).
 *
 * @param diseases special disease classes
 * @param flags infectious, hidden online
 */
public record Inherited(Set<String> diseases, Set<Flag> flags) {
    /** Nothing taken over. */
    public static final Inherited NONE = new Inherited(Set.of(), Set.of());

    public Inherited {
        diseases = Set.copyOf(diseases);
        flags = Set.copyOf(flags);
    }

    /** Both together. */
    public Inherited plus(Inherited other) {
        if (other.equals(NONE)) {
            return this;
        }
        SortedSet<String> bothDiseases = new TreeSet<>(diseases);
        bothDiseases.addAll(other.diseases);
        SortedSet<Flag> bothFlags = new TreeSet<>(flags);
        bothFlags.addAll(other.flags);
        return new Inherited(bothDiseases, bothFlags);
    }
}

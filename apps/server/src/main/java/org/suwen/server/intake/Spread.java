package org.suwen.server.intake;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.classification.Flag;
import org.suwen.classification.Inherited;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;

/** Adds what spreads from a diagnosis to the own labels of a stored row, as the labeller does for a new one (A20, A19). */
final class Spread {

    private Spread() {}

    static Labels onto(Labels own, Inherited inherited) {
        SortedSet<String> diseases = new TreeSet<>(own.specialDiseases());
        diseases.addAll(inherited.diseases());
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(own.flags());
        flags.addAll(inherited.flags());
        if (flags.contains(Flag.INFECTIOUS)) {
            flags.add(Flag.SPECIAL_ATTENTION);
        }
        boolean tight = !diseases.isEmpty() || flags.contains(Flag.SPECIAL_ATTENTION);
        return new Labels(
                own.category(),
                tight ? 5 : own.grade(),
                diseases.isEmpty() ? own.level() : Level.AUTHORISED,
                own.granularity(),
                own.floor(),
                diseases,
                own.dataClasses(),
                flags);
    }
}

package org.suwen.classification;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spreads the tags of diagnoses to the items that betray them (A20): those of the named kinds in the same encounter, and
 * those that point at the diagnosis. Other encounters are not touched.
 */
public final class Spreading {
    private final List<SpreadRule> rules;

    Spreading(List<SpreadRule> rules) {
        this.rules = rules;
    }

    /**
     * What each item inherits, by its key; items that inherit nothing are absent. Labels must be each item's own, so
     * that a diagnosis removed or changed takes its tags with it.
     */
    public Map<String, Inherited> spread(Collection<Placed> items) {
        Map<String, Inherited> result = new HashMap<>();
        for (SpreadRule rule : rules) {
            spread(rule, items, result);
        }
        return Collections.unmodifiableMap(result);
    }

    private static void spread(SpreadRule rule, Collection<Placed> items, Map<String, Inherited> result) {
        Map<String, Inherited> byEncounter = new HashMap<>();
        Map<String, Inherited> byKey = new HashMap<>();
        for (Placed item : items) {
            Inherited handedOn = rule.sources().contains(item.type()) ? handedOn(item.own()) : Inherited.NONE;
            if (!handedOn.equals(Inherited.NONE)) {
                byKey.put(item.key(), handedOn);
                if (!item.encounter().isEmpty()) {
                    byEncounter.merge(item.encounter(), handedOn, Inherited::plus);
                }
            }
        }
        if (byKey.isEmpty()) {
            return;
        }
        for (Placed item : items) {
            if (rule.targets().contains(item.type()) && betrays(item.own(), rule.exceptClasses())) {
                Inherited inherited = byEncounter.getOrDefault(item.encounter(), Inherited.NONE);
                for (String reference : item.references()) {
                    inherited = inherited.plus(byKey.getOrDefault(reference, Inherited.NONE));
                }
                if (!inherited.equals(Inherited.NONE)) {
                    result.merge(item.key(), inherited, Inherited::plus);
                }
            }
        }
    }

    private static boolean betrays(Labels labels, Set<String> exceptClasses) {
        return Collections.disjoint(labels.dataClasses(), exceptClasses);
    }

    static Inherited handedOn(Labels labels) {
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : List.of(Flag.INFECTIOUS, Flag.HIDDEN_ONLINE)) {
            if (labels.has(flag) && !labels.has(Flag.UNKNOWN_CODE)) {
                flags.add(flag);
            }
        }
        if (labels.specialDiseases().isEmpty() && flags.isEmpty()) {
            return Inherited.NONE;
        }
        return new Inherited(labels.specialDiseases(), flags);
    }
}

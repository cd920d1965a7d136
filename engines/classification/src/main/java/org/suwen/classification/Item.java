package org.suwen.classification;

import java.util.List;
import java.util.Set;

/**
 * What the labeller sees of one piece of data: its kind and its codes, and what it inherits from related items.
 *
 * @param type the kind of data, for instance a FHIR resource type
 * @param codings all codes found in it
 * @param inheritedDiseases special disease classes that spread to it from the same encounter (A20)
 * @param inheritedFlags flags that spread to it the same way
 */
public record Item(String type, List<Coding> codings, Set<String> inheritedDiseases, Set<Flag> inheritedFlags) {
    public Item {
        codings = List.copyOf(codings);
        inheritedDiseases = Set.copyOf(inheritedDiseases);
        inheritedFlags = Set.copyOf(inheritedFlags);
    }

    /** An item that inherits nothing. */
    public static Item of(String type, List<Coding> codings) {
        return new Item(type, codings, Set.of(), Set.of());
    }

    /** The same item with what it inherits. */
    public Item inheriting(Inherited inherited) {
        return new Item(type, codings, inherited.diseases(), inherited.flags());
    }
}

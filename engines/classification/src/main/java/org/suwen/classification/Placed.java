package org.suwen.classification;

import java.util.Set;

/**
 * An item at its place in a patient's record, as far as spreading needs it (A20).
 *
 * @param key the item's own name, for instance {@code Condition/7}
 * @param type its kind
 * @param encounter the encounter it belongs to; empty when none
 * @param references names of the items that it points at
 * @param own its labels without anything inherited
 */
public record Placed(String key, String type, String encounter, Set<String> references, Labels own) {
    public Placed {
        references = Set.copyOf(references);
    }
}

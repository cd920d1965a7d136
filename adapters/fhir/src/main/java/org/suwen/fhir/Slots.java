package org.suwen.fhir;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which elements of one object have been seen, for cardinality, choices and the pairing of nulls. */
final class Slots {
    private final StructureType type;
    private final @Nullable StructureElement[] values;
    private final @Nullable StructureElement[] companions;
    private @Nullable Map<String, Nulls> nulls;

    Slots(StructureType type) {
        this.type = type;
        this.values = new StructureElement[type.slots()];
        this.companions = new StructureElement[type.slots()];
    }

    /** Notes an element; what is wrong when it may not stand here, else null. */
    @Nullable
    String take(StructureElement element) {
        @Nullable StructureElement[] own = element.companion() ? companions : values;
        StructureElement before = own[element.slot()];
        StructureElement partner = element.companion() ? values[element.slot()] : companions[element.slot()];
        if (before != null) {
            return before.name().equals(element.name())
                    ? "`" + element.name() + "` stands twice"
                    : "only one of the types of `" + type.slotName(element.slot()) + "` may be given";
        }
        if (partner != null && !partner.base().equals(element.base())) {
            return "only one of the types of `" + type.slotName(element.slot()) + "` may be given";
        }
        own[element.slot()] = element;
        return null;
    }

    boolean filled(int slot) {
        return values[slot] != null || companions[slot] != null;
    }

    /** Notes an item of an array of primitives or of its companion. */
    void item(StructureElement element, int index, boolean isNull) {
        if (!isNull && !element.companion()) {
            return;
        }
        if (nulls == null) {
            nulls = new HashMap<>();
        }
        Nulls pair = nulls.computeIfAbsent(element.base(), base -> new Nulls(new BitSet(), new BitSet()));
        if (isNull && !element.companion()) {
            pair.missing().set(index);
        } else if (!isNull) {
            pair.explained().set(index);
        }
    }

    boolean nullWithoutCompanion() {
        if (nulls == null) {
            return false;
        }
        for (Nulls pair : List.copyOf(nulls.values())) {
            pair.missing().andNot(pair.explained());
            if (!pair.missing().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** ext-1: an extension has a value or nested extensions, not both and not neither. */
    boolean extensionFault() {
        boolean value = false;
        boolean nested = false;
        for (int slot = 0; slot < values.length; slot++) {
            value |= filled(slot) && type.slotName(slot).equals("value[x]");
            nested |= filled(slot) && type.slotName(slot).equals("extension");
        }
        return value == nested;
    }

    private record Nulls(BitSet missing, BitSet explained) {}
}

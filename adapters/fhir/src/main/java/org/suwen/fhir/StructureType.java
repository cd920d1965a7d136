package org.suwen.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource, data type or backbone element of FHIR R4 with its JSON properties. */
final class StructureType {
    private final String name;
    private final boolean resource;
    private final Map<String, StructureElement> elements = new HashMap<>();
    private final Map<String, StructureType> types = new HashMap<>();
    private final List<String> slotNames = new ArrayList<>();
    private final List<StructureElement> firstOfSlot = new ArrayList<>();
    private final List<Integer> required = new ArrayList<>();

    StructureType(String name, boolean resource) {
        this.name = name;
        this.resource = resource;
    }

    String name() {
        return name;
    }

    boolean resource() {
        return resource;
    }

    int slots() {
        return slotNames.size();
    }

    String slotName(int slot) {
        return slotNames.get(slot);
    }

    /** The element of this slot; the first type's when it is a choice. */
    StructureElement ofSlot(int slot) {
        return firstOfSlot.get(slot);
    }

    /** The elements of this slot, one for each type of a choice, by name. */
    List<StructureElement> elementsOf(int slot) {
        return elements.values().stream()
                .filter(element -> element.slot() == slot && !element.companion())
                .sorted(Comparator.comparing(StructureElement::name))
                .toList();
    }

    /** Slots that must be filled. */
    List<Integer> required() {
        return required;
    }

    @Nullable
    StructureElement element(String property) {
        return elements.get(property);
    }

    /** The type of a complex element; null when it is a whole resource, whose type stands in it. */
    @Nullable
    StructureType typeOf(StructureElement element) {
        return types.get(element.name());
    }

    /** Takes one element of the table: a fixed name or a choice of types. */
    void add(Row row) {
        int slot = slotNames.size();
        boolean choice = row.name().endsWith("[x]");
        String stem = choice ? row.name().substring(0, row.name().length() - 3) : row.name();
        slotNames.add(row.name());
        if (row.required()) {
            required.add(slot);
        }
        for (String type : row.types()) {
            String property = choice ? stem + Character.toUpperCase(type.charAt(0)) + type.substring(1) : stem;
            boolean primitive = row.primitives().contains(type);
            Primitive form = primitive ? Primitive.ofName(type) : null;
            StructureElement element =
                    new StructureElement(property, property, slot, row.many(), form, type, row.codes());
            elements.put(property, element);
            if (firstOfSlot.size() == slot) {
                firstOfSlot.add(element);
            }
            if (primitive) {
                String companion = "_" + property;
                elements.put(
                        companion,
                        new StructureElement(companion, property, slot, row.many(), null, "Element", Set.of()));
            }
        }
    }

    /** Ties complex elements to their types, once all types are known. */
    void link(Map<String, StructureType> all) {
        for (StructureElement element : elements.values()) {
            StructureType type = all.get(element.type());
            if (element.primitive() == null && type != null && !element.type().equals("Resource")) {
                types.put(element.name(), type);
            }
        }
    }

    /**
     * One row of the table.
     *
     * @param name the element's name, with {@code [x]} when it is a choice
     * @param required whether at least one must be there
     * @param many whether it is an array
     * @param types its type or types
     * @param primitives names of all primitive types
     * @param codes allowed codes; empty when any
     */
    record Row(
            String name,
            boolean required,
            boolean many,
            List<String> types,
            Set<String> primitives,
            Set<String> codes) {}
}

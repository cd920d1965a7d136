package org.suwen.fhir;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON property of a FHIR type.
 *
 * @param name the property's name, for instance {@code valueQuantity} or {@code _birthDate}
 * @param base the name of the primitive that an {@code _x} property belongs to; else the name itself
 * @param slot elements of one choice share a slot
 * @param many whether it is an array
 * @param primitive its primitive type, if it is one
 * @param type name of its complex type; {@code Resource} for a whole resource
 * @param codes the allowed codes of a required binding; empty when any
 */
record StructureElement(
        String name,
        String base,
        int slot,
        boolean many,
        @Nullable Primitive primitive,
        String type,
        Set<String> codes) {

    /** Whether this is the {@code _x} property of a primitive, which carries its id and extensions. */
    boolean companion() {
        return name.charAt(0) == '_';
    }
}

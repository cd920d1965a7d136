package org.suwen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** One pass of {@link StructureCheck} over one resource. */
final class StructureWalk {
    private static final String RESOURCE_TYPE = "resourceType";

    private final Structures structures = Structures.r4();
    private final byte[] bytes;
    private final JsonPath path = new JsonPath();
    private final List<FhirIssue> issues = new ArrayList<>();
    private final JsonParser in;

    StructureWalk(byte[] bytes) {
        this.bytes = bytes;
        this.in = FhirJson.parser(bytes);
    }

    List<FhirIssue> run() {
        try (in) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                issue("structure", "a resource is a JSON object");
                return issues;
            }
            resource();
            if (!full() && in.nextToken() != null) {
                issue("structure", "there is text after the resource's end");
            }
        } catch (JacksonException e) {
            issues.addAll(FhirJson.malformed(e).issues());
        }
        return issues;
    }

    /** The parser stands at the start of the resource's object. */
    private void resource() {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        String name = in.nextName();
        boolean first = RESOURCE_TYPE.equals(name);
        String typeName = first ? typeHere() : ResourceTypes.find(bytes, start);
        StructureType type = structures.resource(typeName);
        if (type == null) {
            issue("structure", "`resourceType` must name a resource type of FHIR R4");
            skipRest(name);
            return;
        }
        boolean root = path.isEmpty();
        if (root) {
            path.push(typeName);
        }
        object(type, first ? in.nextName() : name);
        if (root) {
            path.pop();
        }
    }

    private String typeHere() {
        return in.nextToken() == JsonToken.VALUE_STRING ? in.getString() : "";
    }

    private void skipRest(@Nullable String first) {
        String name = first;
        while (name != null) {
            in.nextToken();
            in.skipChildren();
            name = in.nextName();
        }
    }

    /** The parser stands at the first property's name, or at the end of the object when there is none. */
    private void object(StructureType type, @Nullable String first) {
        Slots slots = new Slots(type);
        String name = first;
        if (name == null && !type.resource()) {
            issue("structure", "an object has at least one property");
        }
        while (name != null && !full()) {
            in.nextToken();
            path.push(name);
            property(type, slots, name);
            path.pop();
            name = in.nextName();
        }
        if (!full()) {
            complete(type, slots);
        }
    }

    private void property(StructureType type, Slots slots, String name) {
        StructureElement element = type.element(name);
        if (element == null) {
            if (name.equals(RESOURCE_TYPE) && type.resource()) {
                if (in.currentToken() != JsonToken.VALUE_STRING
                        || !in.getString().equals(type.name())) {
                    issue("structure", "`resourceType` stands twice");
                }
                return;
            }
            issue("structure", "`" + shown(name) + "` is no element of " + type.name());
            in.skipChildren();
            return;
        }
        String conflict = slots.take(element);
        if (conflict != null) {
            issue("structure", conflict);
            in.skipChildren();
            return;
        }
        if (element.many()) {
            array(type, slots, element);
        } else {
            one(type, element);
        }
    }

    private void array(StructureType type, Slots slots, StructureElement element) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            issue("structure", "`" + element.name() + "` is an array");
            in.skipChildren();
            return;
        }
        int count = 0;
        boolean nullable = element.primitive() != null || element.companion();
        while (in.nextToken() != JsonToken.END_ARRAY && !full()) {
            if (count == FhirLimits.MAX_ITEMS) {
                issue("too-long", "an array has at most " + FhirLimits.MAX_ITEMS + " items");
            }
            path.index(count);
            if (nullable) {
                slots.item(element, count, in.currentToken() == JsonToken.VALUE_NULL);
            }
            if (!nullable || in.currentToken() != JsonToken.VALUE_NULL) {
                one(type, element);
            }
            count++;
        }
        if (count == 0 && !full()) {
            issue("structure", "an array has at least one item");
        }
    }

    private void one(StructureType type, StructureElement element) {
        if (element.primitive() != null) {
            primitive(element, element.primitive());
            return;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            issue("structure", "`" + element.name() + "` is " + (element.many() ? "an array of objects" : "an object"));
            in.skipChildren();
            return;
        }
        StructureType next = type.typeOf(element);
        if (next == null) {
            resource();
        } else {
            object(next, in.nextName());
        }
    }

    private void primitive(StructureElement element, Primitive form) {
        JsonToken token = in.currentToken();
        boolean rightToken =
                switch (form) {
                    case BOOLEAN -> token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
                    case INTEGER, UNSIGNED_INT, POSITIVE_INT -> token == JsonToken.VALUE_NUMBER_INT;
                    case DECIMAL -> token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
                    default -> token == JsonToken.VALUE_STRING;
                };
        if (!rightToken) {
            issue(
                    "structure",
                    "`" + element.name() + "` is a single " + element.type() + ", not another kind of value");
            in.skipChildren();
            return;
        }
        if (form == Primitive.BOOLEAN || form == Primitive.DECIMAL) {
            return;
        }
        if (!form.accepts(in.getStringCharacters(), in.getStringOffset(), in.getStringLength())) {
            issue("value", "the value does not have the form of a " + element.type());
        } else if (!element.codes().isEmpty() && !element.codes().contains(in.getString())) {
            issue("value", "the code is not in the required set of `" + element.name() + "`");
        }
    }

    private void complete(StructureType type, Slots slots) {
        for (int slot : type.required()) {
            if (!slots.filled(slot)) {
                issue("required", "`" + type.slotName(slot) + "` is missing in " + type.name());
            }
        }
        if (type.name().equals("Extension") && slots.extensionFault()) {
            issue("invalid", "an extension has either a value or extensions");
        }
        if (slots.nullWithoutCompanion()) {
            issue("structure", "a null in an array stands for an item whose `_` property is at the same place");
        }
    }

    /** Names come from outside: shown only when they look like a name. */
    private static String shown(String name) {
        boolean plain = name.length() <= 40
                && name.chars().allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || c == '_');
        return plain ? name : "…";
    }

    private boolean full() {
        return issues.size() >= FhirLimits.MAX_ISSUES;
    }

    private void issue(String code, String message) {
        if (!full()) {
            TokenStreamLocation at = in.currentTokenLocation();
            issues.add(new FhirIssue(code, path.toString(), at.getLineNr(), at.getColumnNr(), message));
        }
    }
}

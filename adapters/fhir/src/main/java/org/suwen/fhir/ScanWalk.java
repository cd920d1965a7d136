package org.suwen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Coding;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass of {@link FhirScan} over one resource. */
final class ScanWalk {
    private final Structures structures = Structures.r4();
    private final byte[] bytes;
    private final JsonParser in;
    private final StringBuilder path = new StringBuilder(64);
    private final List<Coding> codings = new ArrayList<>();
    private final List<FhirScan.Reference> references = new ArrayList<>();
    private final List<FhirScan.Identifier> identifiers = new ArrayList<>();
    private final Map<String, String> dates = new HashMap<>();
    private String id = "";

    ScanWalk(byte[] bytes) {
        FhirJson.requireSize(bytes, FhirLimits.MAX_RESOURCE_BYTES);
        this.bytes = bytes;
        this.in = FhirJson.parser(bytes);
    }

    FhirScan run() {
        try (in) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw FhirJson.refuse("structure", "$this", "a resource is a JSON object");
            }
            String type = resource(true);
            if (type.isEmpty()) {
                throw FhirJson.refuse("required", "$this", "`resourceType` is missing");
            }
            if (in.nextToken() != null) {
                throw FhirJson.refuse("structure", "$this", "there is text after the resource's end");
            }
            return new FhirScan(type, id, codings, references, identifiers, dates);
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
    }

    /** The parser stands at the start of a resource's object; returns the type. */
    private String resource(boolean root) {
        int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
        String name = in.nextName();
        String typeName;
        if ("resourceType".equals(name)) {
            typeName = in.nextToken() == JsonToken.VALUE_STRING ? in.getString() : "";
            name = in.nextName();
        } else {
            typeName = ResourceTypes.find(bytes, start);
        }
        StructureType type = structures.resource(typeName);
        while (name != null) {
            in.nextToken();
            if (root && name.equals("id") && in.currentToken() == JsonToken.VALUE_STRING) {
                id = in.getString();
            } else {
                property(type, name, root ? 1 : 2);
            }
            name = in.nextName();
        }
        return typeName;
    }

    private void property(@Nullable StructureType owner, String name, int depth) {
        StructureElement element = owner == null ? null : owner.element(name);
        int length = path.length();
        if (length > 0) {
            path.append('.');
        }
        path.append(name);
        if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(owner, element, name, depth);
            }
        } else {
            value(owner, element, name, depth);
        }
        path.setLength(length);
    }

    private void value(@Nullable StructureType owner, @Nullable StructureElement element, String name, int depth) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            boolean whole =
                    element == null ? name.equals("contained") : element.type().equals("Resource");
            if (whole) {
                resource(false);
            } else {
                object(owner == null || element == null ? null : owner.typeOf(element), name, depth);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(owner, element, name, depth);
            }
        } else if (token == JsonToken.VALUE_STRING && depth <= 2 && element != null && isDate(element)) {
            dates.putIfAbsent(path.toString(), in.getString());
        }
    }

    private static boolean isDate(StructureElement element) {
        Primitive primitive = element.primitive();
        return primitive == Primitive.DATE || primitive == Primitive.DATE_TIME || primitive == Primitive.INSTANT;
    }

    private void object(@Nullable StructureType type, String property, int depth) {
        String typeName = type == null ? "" : type.name();
        Fields fields = new Fields();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                fields.note(name, in);
            } else if (name.equals("value")) {
                fields.quantity = true;
            }
            boolean nestedIdentifier = name.equals("identifier") && token == JsonToken.START_OBJECT;
            if (nestedIdentifier && (typeName.equals("Reference") || type == null)) {
                int before = identifiers.size();
                property(type, name, depth + 1);
                if (identifiers.size() > before) {
                    fields.logical = identifiers.get(identifiers.size() - 1);
                }
            } else {
                property(type, name, depth + 1);
            }
        }
        keep(typeName, property, fields);
    }

    private void keep(String typeName, String property, Fields fields) {
        switch (typeName) {
            case "Coding" -> codings.add(new Coding(path.toString(), fields.system, fields.code));
            case "Reference" -> reference(fields);
            case "Identifier" -> identifiers.add(new FhirScan.Identifier(path.toString(), fields.system, fields.value));
            case "" -> guess(property, fields);
            default -> {}
        }
    }

    /** An element that R4 does not know: judged by its shape, so that nothing hides behind an odd name. */
    private void guess(String property, Fields fields) {
        boolean valued = fields.quantity || !fields.value.isEmpty();
        if (!fields.code.isEmpty() && !valued && (!fields.system.isEmpty() || property.equals("coding"))) {
            codings.add(new Coding(path.toString(), fields.system, fields.code));
        } else if (!fields.reference.isEmpty()) {
            reference(fields);
        } else if (!fields.value.isEmpty() && !fields.system.isEmpty() && property.equals("identifier")) {
            identifiers.add(new FhirScan.Identifier(path.toString(), fields.system, fields.value));
        }
    }

    private void reference(Fields fields) {
        FhirScan.Identifier logical = fields.logical;
        references.add(new FhirScan.Reference(
                path.toString(),
                fields.reference,
                logical == null ? "" : logical.system(),
                logical == null ? "" : logical.value()));
    }

    /** The fields of one object that codings, references and identifiers are made of. */
    private static final class Fields {
        private String system = "";
        private String code = "";
        private String value = "";
        private String reference = "";
        private boolean quantity;
        private FhirScan.@Nullable Identifier logical;

        void note(String name, JsonParser in) {
            switch (name) {
                case "system" -> system = in.getString();
                case "code" -> code = in.getString();
                case "value" -> value = in.getString();
                case "reference" -> reference = in.getString();
                default -> {}
            }
        }
    }
}

package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Spoils one property of a resource, or none that it can spoil in that way. */
final class Mutation {
    private final Kind kind;
    private final int spot;
    private int seen;
    private String place = "";

    private Mutation(Kind kind, int spot) {
        this.kind = kind;
        this.spot = spot;
    }

    enum Kind {
        NONE,
        RENAME,
        WRAP,
        UNWRAP,
        TEXT,
        NUMBER,
        NULL,
        EMPTY_OBJECT,
        EMPTY_ARRAY,
        EMPTY_TEXT,
        DROP,
        TWICE,
        BAD_CODE
    }

    /**
     * A spoilt resource.
     *
     * @param json its text
     * @param place the property's name; empty when nothing was spoilt
     */
    record Spoilt(String json, String place) {
        byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Spoilt apply(byte[] resource, Kind kind, int spot) {
        Mutation mutation = new Mutation(kind, spot);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser in = FhirJson.parser(resource);
                JsonGenerator out = FhirJson.generator(bytes)) {
            in.nextToken();
            mutation.value(in, out);
        }
        return new Spoilt(bytes.toString(StandardCharsets.UTF_8), mutation.place);
    }

    private void value(JsonParser in, JsonGenerator out) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            out.writeStartObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("meta")) { // names profiles that HAPI does not have here
                    in.skipChildren();
                } else {
                    property(name, in, out);
                }
            }
            out.writeEndObject();
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(in, out);
            }
            out.writeEndArray();
        } else {
            FhirJson.copyValue(in, out);
        }
    }

    private void property(String name, JsonParser in, JsonGenerator out) {
        boolean here = !name.equals("resourceType") && !name.equals("div") && seen++ == spot;
        if (!here || !fits(in.currentToken())) {
            out.writeName(name);
            value(in, out);
            return;
        }
        place = name;
        if (kind == Kind.DROP) {
            in.skipChildren();
            return;
        }
        out.writeName(kind == Kind.RENAME ? name + "X" : name);
        spoil(name, in, out);
    }

    private boolean fits(JsonToken token) {
        return switch (kind) {
            case NONE -> false;
            case RENAME, DROP, NULL, WRAP -> true;
            case UNWRAP, EMPTY_ARRAY -> token == JsonToken.START_ARRAY;
            case EMPTY_OBJECT -> token == JsonToken.START_OBJECT;
            case TEXT -> token.isNumeric() || token.isBoolean();
            case NUMBER, EMPTY_TEXT, TWICE, BAD_CODE -> token == JsonToken.VALUE_STRING;
        };
    }

    private void spoil(String name, JsonParser in, JsonGenerator out) {
        switch (kind) {
            case WRAP -> {
                out.writeStartArray();
                FhirJson.copyValue(in, out);
                out.writeEndArray();
            }
            case UNWRAP -> {
                in.nextToken();
                FhirJson.copyValue(in, out);
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    in.skipChildren();
                }
            }
            case RENAME -> FhirJson.copyValue(in, out);
            case TEXT -> out.writeString("x" + in.getString());
            case NUMBER -> out.writeNumber(7);
            case BAD_CODE -> out.writeString(in.getString() + "  x\t");
            case TWICE -> {
                String text = in.getString();
                out.writeString(text);
                out.writeName(name);
                out.writeString(text);
            }
            default -> {
                in.skipChildren();
                switch (kind) {
                    case NULL -> out.writeNull();
                    case EMPTY_TEXT -> out.writeString("");
                    case EMPTY_OBJECT -> {
                        out.writeStartObject();
                        out.writeEndObject();
                    }
                    case EMPTY_ARRAY -> {
                        out.writeStartArray();
                        out.writeEndArray();
                    }
                    default -> FhirJson.copyValue(in, out);
                }
            }
        }
    }
}

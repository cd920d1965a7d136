package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Leaves out elements at the top of a resource that an answer was asked not to have, and says so by SUBSETTED. */
public final class Subset {
    private static final String OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

    private Subset() {}

    /**
     * The resource with the elements that {@code keep} names by their JSON property; {@code resourceType}, {@code id} and
     * {@code meta} are always there.
     *
     * @throws InvalidFhirException when it is no JSON object
     */
    public static byte[] of(byte[] resource, Predicate<String> keep) {
        var bytes = new ByteArrayOutputStream(resource.length);
        try (JsonParser in = FhirJson.parser(resource);
                JsonGenerator out = FhirJson.generator(bytes)) {
            in.nextToken();
            out.writeStartObject();
            boolean meta = false;
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("meta") && in.currentToken() == JsonToken.START_OBJECT) {
                    meta = true;
                    out.writeName(name);
                    tagged(in, out);
                } else if (name.equals("resourceType") || name.equals("id") || keep.test(base(name))) {
                    out.writeName(name);
                    FhirJson.copyValue(in, out);
                } else {
                    in.skipChildren();
                }
            }
            if (!meta) {
                out.writeName("meta");
                out.writeStartObject();
                out.writeName("tag");
                out.writeStartArray();
                tag(out);
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String base(String property) {
        return property.startsWith("_") ? property.substring(1) : property;
    }

    private static void tagged(JsonParser in, JsonGenerator out) {
        out.writeStartObject();
        boolean tag = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            out.writeName(name);
            if (name.equals("tag") && in.currentToken() == JsonToken.START_ARRAY) {
                tag = true;
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    FhirJson.copyValue(in, out);
                }
                tag(out);
                out.writeEndArray();
            } else {
                FhirJson.copyValue(in, out);
            }
        }
        if (!tag) {
            out.writeName("tag");
            out.writeStartArray();
            tag(out);
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void tag(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("system", OBSERVATION_VALUE);
        out.writeStringProperty("code", "SUBSETTED");
        out.writeEndObject();
    }
}

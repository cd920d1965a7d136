package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Marks a resource as preliminary, so that every reader sees that nobody has confirmed it yet (LIC-10).
 *
 * <p>Where FHIR has a status for it, the status says so; every resource carries the tag {@code PRELIMINARY}.
 */
public final class Preliminary {
    /** The code system of the tag. */
    public static final String SYSTEM = "https://suwen.org/fhir/CodeSystem/mark";

    /** The tag's code. */
    public static final String CODE = "PRELIMINARY";

    private static final Map<String, String> STATUS = Map.of(
            "Observation",
            "status",
            "DiagnosticReport",
            "status",
            "Composition",
            "status",
            "DocumentReference",
            "docStatus");

    private Preliminary() {}

    /**
     * The marked resource, numbers as they were written.
     *
     * @throws InvalidFhirException when it is no JSON resource
     */
    public static byte[] mark(byte[] resource) {
        FhirJson.requireSize(resource, FhirLimits.MAX_RESOURCE_BYTES);
        String status = STATUS.getOrDefault(ResourceTypes.of(resource), "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(resource.length + 128);
        try (JsonGenerator out = FhirJson.generator(bytes);
                JsonParser in = FhirJson.parser(resource)) {
            in.nextToken();
            out.writeStartObject();
            boolean tagged = false;
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals(status)) {
                    in.skipChildren();
                    continue;
                }
                out.writeName(name);
                if (name.equals("meta") && in.currentToken() == JsonToken.START_OBJECT) {
                    meta(in, out);
                    tagged = true;
                } else {
                    FhirJson.copyValue(in, out);
                }
            }
            if (!tagged) {
                out.writeName("meta");
                out.writeStartObject();
                tags(out);
                out.writeEndObject();
            }
            if (!status.isEmpty()) {
                out.writeStringProperty(status, "preliminary");
            }
            out.writeEndObject();
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
        return bytes.toByteArray();
    }

    /** The meta element with the tag among its own. */
    private static void meta(JsonParser in, JsonGenerator out) {
        out.writeStartObject();
        boolean tagged = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            out.writeName(name);
            if (name.equals("tag") && in.currentToken() == JsonToken.START_ARRAY) {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    FhirJson.copyValue(in, out);
                }
                tag(out);
                out.writeEndArray();
                tagged = true;
            } else {
                FhirJson.copyValue(in, out);
            }
        }
        if (!tagged) {
            tags(out);
        }
        out.writeEndObject();
    }

    private static void tags(JsonGenerator out) {
        out.writeName("tag");
        out.writeStartArray();
        tag(out);
        out.writeEndArray();
    }

    private static void tag(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("system", SYSTEM);
        out.writeStringProperty("code", CODE);
        out.writeEndObject();
    }
}

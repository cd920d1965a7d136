package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Writes a resource as this server keeps it: with its id and version, references resolved, no blanks between tokens.
 * Numbers keep their digits. References inside a bundle ({@code urn:uuid:…}) and conditional ones must resolve.
 */
public final class Rewriting {
    private static final String IDENTIFIER = "?identifier=";

    private final byte[] resource;
    private final ReferenceResolver resolver;

    private Rewriting(byte[] resource, ReferenceResolver resolver) {
        this.resource = resource;
        this.resolver = resolver;
    }

    /**
     * The identity under which a resource is kept.
     *
     * @param id logical id
     * @param version from 1
     * @param lastUpdated when; written to the millisecond
     */
    public record Stamp(String id, long version, Instant lastUpdated) {}

    /**
     * The resource's bytes as kept.
     *
     * @throws InvalidFhirException when it is no JSON resource, or a reference does not resolve
     */
    public static byte[] rewrite(byte[] resource, Stamp stamp, ReferenceResolver resolver) {
        FhirJson.requireSize(resource, FhirLimits.MAX_RESOURCE_BYTES);
        String type = ResourceTypes.of(resource);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(resource.length + 128);
        try (JsonGenerator out = FhirJson.generator(bytes)) {
            new Rewriting(resource, resolver).write(type, stamp, out);
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
        return bytes.toByteArray();
    }

    private void write(String type, Stamp stamp, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("resourceType", type);
        out.writeStringProperty("id", stamp.id());
        meta(stamp, out);
        try (JsonParser in = FhirJson.parser(resource)) {
            in.nextToken();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("resourceType") || name.equals("id") || name.equals("meta")) {
                    in.skipChildren();
                } else {
                    out.writeName(name);
                    value(name, in, out, type);
                }
            }
        }
        out.writeEndObject();
    }

    /** The resource's own meta with version and time replaced; written before the rest, so it is looked for first. */
    private void meta(Stamp stamp, JsonGenerator out) {
        out.writeName("meta");
        out.writeStartObject();
        out.writeStringProperty("versionId", Long.toString(stamp.version()));
        out.writeStringProperty(
                "lastUpdated",
                stamp.lastUpdated().truncatedTo(ChronoUnit.MILLIS).toString());
        try (JsonParser in = FhirJson.parser(resource)) {
            in.nextToken();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (in.nextToken() == JsonToken.START_OBJECT && name.equals("meta")) {
                    metaRest(in, out);
                    break;
                }
                in.skipChildren();
            }
        }
        out.writeEndObject();
    }

    private static void metaRest(JsonParser in, JsonGenerator out) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            if (name.endsWith("versionId") || name.endsWith("lastUpdated")) {
                in.skipChildren();
            } else {
                out.writeName(name);
                FhirJson.copyValue(in, out);
            }
        }
    }

    private void value(String name, JsonParser in, JsonGenerator out, String at) {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                out.writeStartObject();
                for (String inner = in.nextName(); inner != null; inner = in.nextName()) {
                    in.nextToken();
                    out.writeName(inner);
                    value(inner, in, out, at);
                }
                out.writeEndObject();
            }
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(name, in, out, at);
                }
                out.writeEndArray();
            }
            case VALUE_STRING -> out.writeString(resolved(name, in.getString(), at));
            default -> FhirJson.copyValue(in, out);
        }
    }

    private String resolved(String name, String text, String at) {
        boolean reference = name.equals("reference");
        if (!reference && !text.startsWith("urn:uuid:")) {
            return text;
        }
        Optional<String> inBundle = resolver.byFullUrl(text);
        if (inBundle.isPresent()) {
            return inBundle.get();
        }
        if (!reference || resolver == ReferenceResolver.NONE) {
            return text;
        }
        int mark = text.indexOf(IDENTIFIER);
        if (mark > 0) {
            return conditional(text, mark, at);
        }
        if (text.startsWith("urn:uuid:") || text.indexOf('?') >= 0) {
            throw FhirJson.refuse("not-found", at, "a reference points at nothing in the bundle");
        }
        return text;
    }

    private String conditional(String text, int mark, String at) {
        String token = decoded(text.substring(mark + IDENTIFIER.length()), at);
        int bar = token.indexOf('|');
        String system = bar < 0 ? "" : token.substring(0, bar);
        String value = token.substring(bar + 1);
        return resolver.byIdentifier(text.substring(0, mark), system, value)
                .orElseThrow(() -> FhirJson.refuse(
                        "not-found", at, "a conditional reference does not match exactly one resource"));
    }

    private static String decoded(String query, String at) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FhirJson.refuse("value", at, "a conditional reference is not well formed");
        }
    }
}

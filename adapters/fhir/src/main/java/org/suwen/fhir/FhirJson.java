package org.suwen.fhir;

import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON parsers and generators under the limits of {@link FhirLimits}. */
final class FhirJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(FhirLimits.MAX_DEPTH)
                    .maxStringLength(FhirLimits.MAX_STRING)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .build())
            .build();

    private FhirJson() {}

    static JsonParser parser(byte[] bytes) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes);
    }

    static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** A parser's failure as ours: the place, and nothing of the text, which Jackson's own message may quote. */
    static InvalidFhirException malformed(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        boolean known = at != null && at.getLineNr() > 0;
        return new InvalidFhirException(new FhirIssue(
                "invalid",
                "$this",
                known ? at.getLineNr() : 0,
                known ? at.getColumnNr() : 0,
                "the text is not well-formed JSON within the limits"));
    }

    static InvalidFhirException refuse(String code, String path, String message) {
        return new InvalidFhirException(new FhirIssue(code, path, 0, 0, message));
    }

    static void requireSize(byte[] bytes, int most) {
        if (bytes.length > most) {
            throw refuse("too-long", "$this", "the text is longer than " + most + " bytes");
        }
    }

    /** Copies the current value as it stands; numbers keep their digits, since 1.10 is not 1.1 in FHIR. */
    static void copyValue(JsonParser in, JsonGenerator out) {
        JsonToken token = in.currentToken();
        switch (token) {
            case START_OBJECT -> {
                out.writeStartObject();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    out.writeName(in.currentName());
                    in.nextToken();
                    copyValue(in, out);
                }
                out.writeEndObject();
            }
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    copyValue(in, out);
                }
                out.writeEndArray();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
            default -> out.copyCurrentEvent(in);
        }
    }
}

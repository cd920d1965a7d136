package org.suwen.fhir;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Finds the {@code resourceType} of a resource wherever it stands in its object. */
final class ResourceTypes {
    private ResourceTypes() {}

    /**
     * The type of a whole resource.
     *
     * @throws InvalidFhirException when there is none
     */
    static String of(byte[] bytes) {
        try {
            String type = find(bytes, 0);
            if (!type.isEmpty()) {
                return type;
            }
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
        throw FhirJson.refuse("required", "$this", "`resourceType` is missing");
    }

    /** The type of the resource whose object starts at this byte; empty when it names none. */
    static String find(byte[] bytes, int start) {
        try (JsonParser in = FhirJson.parser(bytes, start, bytes.length - start)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("resourceType") && in.currentToken() == JsonToken.VALUE_STRING) {
                    return in.getString();
                }
                in.skipChildren();
            }
            return "";
        }
    }
}

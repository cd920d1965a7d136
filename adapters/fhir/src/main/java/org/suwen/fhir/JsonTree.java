package org.suwen.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON value as maps, lists and strings, for resources that must be understood whole. Numbers keep their digits, {@code
 * null} is an empty string.
 */
public final class JsonTree {
    /** The largest text that is read as a tree. */
    private static final int MAX_BYTES = 1 << 20;

    private JsonTree() {}

    static Map<String, Object> object(byte[] bytes) {
        FhirJson.requireSize(bytes, MAX_BYTES);
        return resource(bytes);
    }

    /** A whole resource; throws {@link InvalidFhirException} when it is no JSON object within the limits. */
    public static Map<String, Object> resource(byte[] bytes) {
        FhirJson.requireSize(bytes, FhirLimits.MAX_RESOURCE_BYTES);
        try (JsonParser in = FhirJson.parser(bytes)) {
            in.nextToken();
            Object value = value(in);
            if (in.nextToken() != null) {
                throw FhirJson.refuse("structure", "$this", "there is text after the resource's end");
            }
            return map(value);
        } catch (JacksonException e) {
            throw FhirJson.malformed(e);
        }
    }

    private static Object value(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (map.put(name, value(in)) != null) {
                    throw FhirJson.refuse("structure", "$this", "a property stands twice");
                }
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(in));
            }
            return list;
        }
        return token == null || token == JsonToken.VALUE_NULL ? "" : in.getString();
    }

    /** The value as a map; empty when it is none. */
    @SuppressWarnings("unchecked") // only value() makes these maps
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static Map<String, Object> map(Map<String, Object> parent, String name) {
        return map(parent.getOrDefault(name, Map.of()));
    }

    static List<Map<String, Object>> maps(Map<String, Object> parent, String name) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (parent.get(name) instanceof List<?> list) {
            list.forEach(item -> maps.add(map(item)));
        }
        return maps;
    }

    static String text(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof String text ? text : "";
    }
}

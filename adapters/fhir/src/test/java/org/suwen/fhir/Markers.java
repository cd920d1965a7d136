package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Puts markers that name their top element into the free texts of a resource. */
final class Markers {
    private static final Pattern MARKER = Pattern.compile("MARK_([A-Za-z]+)_");
    private static final Set<String> TEXTS = Set.of(
            "text",
            "display",
            "value",
            "family",
            "given",
            "line",
            "city",
            "title",
            "description",
            "valueString",
            "div",
            "name");

    private final String replacement;
    private final int spot;
    private int seen;

    private Markers(String replacement, int spot) {
        this.replacement = replacement;
        this.spot = spot;
    }

    /** Every free text replaced by a marker of its top element. */
    static byte[] mark(byte[] resource) {
        return new Markers("", -1).write(resource);
    }

    /** One free text replaced by this one. */
    static byte[] plant(byte[] resource, String text, int spot) {
        return new Markers(text, spot).write(resource);
    }

    /** The top elements whose markers are in a text. */
    static Set<String> elements(String text) {
        Set<String> elements = new TreeSet<>();
        Matcher matcher = MARKER.matcher(text);
        while (matcher.find()) {
            elements.add(matcher.group(1));
        }
        return elements;
    }

    private byte[] write(byte[] resource) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser in = FhirJson.parser(resource);
                JsonGenerator out = FhirJson.generator(bytes)) {
            in.nextToken();
            value("", "", in, out);
        }
        return bytes.toByteArray();
    }

    private void value(String top, String name, JsonParser in, JsonGenerator out) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            out.writeStartObject();
            for (String inner = in.nextName(); inner != null; inner = in.nextName()) {
                in.nextToken();
                out.writeName(inner);
                value(top.isEmpty() ? inner : top, inner, in, out);
            }
            out.writeEndObject();
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(top, name, in, out);
            }
            out.writeEndArray();
        } else if (in.currentToken() == JsonToken.VALUE_STRING && TEXTS.contains(name)) {
            out.writeString(text(top, name, in.getString()));
        } else {
            FhirJson.copyValue(in, out);
        }
    }

    private String text(String top, String name, String before) {
        String open = name.equals("div") ? "<div>" : "";
        String close = name.equals("div") ? "</div>" : "";
        if (spot < 0) {
            return open + "MARK_" + top + "_" + seen++ + close;
        }
        return seen++ == spot ? open + "x " + replacement + " y" + close : before;
    }
}

package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.ElementRule;
import org.suwen.classification.Granularity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass of {@link Projection} over one resource. */
final class ProjectionWalk {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";
    private static final String EMPTY_TEXT = "<div xmlns=\"http://www.w3.org/1999/xhtml\">-</div>";
    private static final Set<String> ATTACHED = Set.of("data", "url", "title");
    private static final Set<Primitive> TEXTS =
            Set.of(Primitive.STRING, Primitive.MARKDOWN, Primitive.XHTML, Primitive.URI, Primitive.URL);

    private final byte[] resource;
    private final StructureType type;
    private final Map<String, ElementRule> rules;
    private final Reduction reduction;
    private final Set<String> secrets;
    private final StringBuilder path = new StringBuilder();
    private final ByteArrayOutputStream bytes;
    private final JsonGenerator out;
    private final JsonParser in;
    private int names;
    private boolean masked;
    private boolean dropped;

    ProjectionWalk(byte[] resource, StructureType type, Map<String, ElementRule> rules, Reduction reduction) {
        this.resource = resource;
        this.type = type;
        this.rules = rules;
        this.reduction = reduction;
        this.secrets = new HashSet<>(reduction.secrets());
        if (!reduction.mask().isEmpty()) {
            secrets.addAll(MaskedTexts.of(resource, rules, reduction.mask()));
        }
        this.bytes = new ByteArrayOutputStream(resource.length + 256);
        this.out = FhirJson.generator(bytes);
        this.in = FhirJson.parser(resource);
    }

    byte[] run() {
        boolean narrative = false;
        try (in;
                out) {
            in.nextToken();
            out.writeStartObject();
            out.writeStringProperty("resourceType", type.name());
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "resourceType", "meta" -> in.skipChildren();
                    case "text" -> {
                        narrative = true;
                        in.skipChildren();
                    }
                    default -> property(type, name, true);
                }
            }
            if (narrative) {
                emptyNarrative();
            }
            meta();
            out.writeEndObject();
        }
        return masked || dropped ? bytes.toByteArray() : resource;
    }

    private void property(StructureType owner, String name, boolean top) {
        StructureElement element = owner.element(name);
        if (element == null || isHidden(owner, element)) {
            drop();
            return;
        }
        int length = path.length();
        path.append(length == 0 ? "" : ".").append(element.base());
        String at = path.toString();
        ElementRule rule = rules.get(at);
        if (reduction.drop().contains(at)) {
            takeAway(owner, element);
        } else if (rule != null && reduction.mask().contains(rule.kind())) {
            mask(owner, element);
        } else if (top && !shown(element, rule)) {
            takeAway(owner, element);
        } else if (element.name().equals("modifierExtension")) {
            modifiers();
        } else {
            keep(owner, element);
        }
        path.setLength(length);
    }

    /** What could repeat something that was taken away. */
    private boolean isHidden(StructureType owner, StructureElement element) {
        String name = element.name();
        if (element.companion() || name.equals("extension") || name.equals("contained")) {
            return true;
        }
        boolean identifiers = !reduction.mask().isEmpty();
        return switch (owner.name()) {
            case "Reference" ->
                name.equals("display") || (identifiers && name.equals("identifier")) || pointsInside(name);
            case "Attachment" -> identifiers && ATTACHED.contains(name);
            default -> false;
        };
    }

    /** A reference to a contained resource, which is not shown. */
    private boolean pointsInside(String name) {
        return name.equals("reference")
                && in.currentToken() == JsonToken.VALUE_STRING
                && in.getString().startsWith("#");
    }

    private boolean shown(StructureElement element, @Nullable ElementRule rule) {
        if (element.name().equals("id")
                || element.name().equals("language")
                || element.name().equals("implicitRules")) {
            return true;
        }
        Granularity needed = rule == null ? Granularity.DETAIL : rule.granularity();
        return needed.compareTo(reduction.upTo()) <= 0;
    }

    private void drop() {
        dropped = true;
        in.skipChildren();
    }

    /** Leaves an element out, or masks it when R4 does not allow the resource to be without it. */
    private void takeAway(StructureType owner, StructureElement element) {
        if (owner.required().contains(element.slot())) {
            mask(owner, element);
        } else {
            drop();
        }
    }

    private void mask(StructureType owner, StructureElement element) {
        masked = true;
        in.skipChildren();
        placeholder(owner, element);
    }

    /** Stands for an element that is not shown; what R4 requires inside it is there as placeholders too. */
    private void placeholder(StructureType owner, StructureElement element) {
        boolean primitive = element.primitive() != null;
        if (primitive && element.many()) {
            name(element.name());
            out.writeStartArray();
            out.writeNull();
            out.writeEndArray();
        }
        name(primitive ? "_" + element.name() : element.name());
        if (element.many()) {
            out.writeStartArray();
        }
        out.writeStartObject();
        absent();
        StructureType inner = primitive ? null : owner.typeOf(element);
        if (inner != null) {
            inner.required().forEach(slot -> placeholder(inner, inner.ofSlot(slot)));
        }
        out.writeEndObject();
        if (element.many()) {
            out.writeEndArray();
        }
    }

    /** Every property's name goes through here, so that an object can tell whether it has any. */
    private void name(String name) {
        names++;
        out.writeName(name);
    }

    private void absent() {
        name("extension");
        out.writeStartArray();
        out.writeStartObject();
        out.writeStringProperty("url", ABSENT);
        out.writeStringProperty("valueCode", "masked");
        out.writeEndObject();
        out.writeEndArray();
    }

    /** A modifier may turn the meaning round: that there is one stays visible, what it says does not. */
    private void modifiers() {
        masked = true;
        name("modifierExtension");
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            out.writeStartObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (in.nextToken() == JsonToken.VALUE_STRING && name.equals("url") && !isSecret(in.getString())) {
                    out.writeStringProperty("url", in.getString());
                } else {
                    in.skipChildren();
                }
            }
            absent();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void keep(StructureType owner, StructureElement element) {
        if (element.primitive() != null) {
            primitive(owner, element, element.primitive());
            return;
        }
        StructureType next = owner.typeOf(element);
        if (next == null) {
            drop(); // a whole resource inside another one
            return;
        }
        name(element.name());
        value(next);
    }

    private void value(StructureType next) {
        switch (in.currentToken()) {
            case START_OBJECT -> object(next);
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value(next);
                }
                out.writeEndArray();
            }
            default -> { // not what R4 allows here: nothing of it is shown
                masked = true;
                out.writeStartObject();
                absent();
                out.writeEndObject();
            }
        }
    }

    private void object(StructureType next) {
        out.writeStartObject();
        int before = names;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            property(next, name, false);
        }
        if (names == before) {
            masked = true;
            absent();
        }
        out.writeEndObject();
    }

    private void primitive(StructureType owner, StructureElement element, Primitive form) {
        if (in.currentToken() == JsonToken.START_ARRAY) {
            primitives(owner, element, form);
            return;
        }
        boolean scalar = in.currentToken().isScalarValue();
        if (!scalar
                || (TEXTS.contains(form) && in.currentToken() == JsonToken.VALUE_STRING && isSecret(in.getString()))) {
            mask(owner, element);
            return;
        }
        name(element.name());
        FhirJson.copyValue(in, out);
    }

    private void primitives(StructureType owner, StructureElement element, Primitive form) {
        List<String> kept = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            boolean text = in.currentToken() == JsonToken.VALUE_STRING && form.isText();
            if (text && !(TEXTS.contains(form) && isSecret(in.getString()))) {
                kept.add(in.getString());
            } else {
                masked = true;
                in.skipChildren();
            }
        }
        if (kept.isEmpty()) {
            placeholder(owner, element);
            return;
        }
        name(element.name());
        out.writeStartArray();
        kept.forEach(out::writeString);
        out.writeEndArray();
    }

    private boolean isSecret(String text) {
        for (String secret : secrets) {
            if (text.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private void emptyNarrative() {
        dropped = true;
        out.writeName("text");
        out.writeStartObject();
        out.writeStringProperty("status", "empty");
        out.writeStringProperty("div", EMPTY_TEXT);
        out.writeEndObject();
    }

    /** Meta comes last, when it is known what was taken away; its own extensions do not. */
    private void meta() {
        out.writeName("meta");
        out.writeStartObject();
        boolean security = false;
        try (JsonParser meta = FhirJson.parser(resource)) {
            meta.nextToken();
            for (String name = meta.nextName(); name != null; name = meta.nextName()) {
                if (meta.nextToken() == JsonToken.START_OBJECT && name.equals("meta")) {
                    security = copyMeta(meta);
                    break;
                }
                meta.skipChildren();
            }
        }
        if (!security) {
            out.writeName("security");
            out.writeStartArray();
            marks();
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private boolean copyMeta(JsonParser meta) {
        boolean security = false;
        for (String name = meta.nextName(); name != null; name = meta.nextName()) {
            meta.nextToken();
            switch (name) {
                case "versionId", "lastUpdated", "profile" -> {
                    out.writeName(name);
                    FhirJson.copyValue(meta, out);
                }
                case "security" -> {
                    security = true;
                    securities(meta);
                }
                default -> meta.skipChildren();
            }
        }
        return security;
    }

    private void securities(JsonParser meta) {
        out.writeName("security");
        out.writeStartArray();
        if (meta.currentToken() == JsonToken.START_ARRAY) {
            while (meta.nextToken() != JsonToken.END_ARRAY) {
                FhirJson.copyValue(meta, out);
            }
        } else {
            meta.skipChildren();
        }
        marks();
        out.writeEndArray();
    }

    private void marks() {
        if (masked) {
            mark("REDACTED");
        }
        if (dropped || !masked) {
            mark("SUBSETTED");
        }
    }

    private void mark(String code) {
        out.writeStartObject();
        out.writeStringProperty("system", OBSERVATION_VALUE);
        out.writeStringProperty("code", code);
        out.writeEndObject();
    }
}

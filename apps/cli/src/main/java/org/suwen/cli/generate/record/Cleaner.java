package org.suwen.cli.generate.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.suwen.cli.generate.record.Directory.Care;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies an element without what names a person, a place or the United States: extensions, narratives, profiles and
 * identifiers go; references become the hospital's own or go; dates move; codes get Chinese names.
 */
final class Cleaner {

    /** Never carried over; an element of this name holds nothing clinical in Synthea's records. */
    private static final Set<String> LEFT_OUT = Set.of(
            "extension",
            "modifierExtension",
            "meta",
            "contained",
            "identifier",
            "id",
            "udiCarrier",
            "careTeam",
            "facility",
            "referral");

    private static final int MAX_DEPTH = 30;

    private final Chart chart;
    private final DateShift shift;
    private final Set<String> kept;
    private final Predicate<String> leftOut;

    Cleaner(Chart chart, DateShift shift, Set<String> kept, Predicate<String> leftOut) {
        this.chart = chart;
        this.shift = shift;
        this.kept = kept;
        this.leftOut = leftOut;
    }

    /** A copy of a resource, in the care of this unit. */
    ObjectNode resource(ObjectNode source, Care care) {
        return (ObjectNode) copy(source, care, 0).orElseThrow();
    }

    /** A copy of an element, if anything of it is left. */
    Optional<JsonNode> element(JsonNode source, Care care) {
        return copy(source, care, 1);
    }

    String date(JsonNode value) {
        return shift.shift(value.asString(""));
    }

    private Optional<JsonNode> copy(JsonNode source, Care care, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("an element is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        return switch (source) {
            case ObjectNode object when object.path("reference").isString() -> reference(object, care);
            case ObjectNode object when object.has("coding") -> concept(object, care, depth);
            case ObjectNode object when isForeignCoding(object) -> Optional.empty();
            case ObjectNode object -> fields(object, care, depth);
            case ArrayNode array -> items(array, care, depth);
            default ->
                Optional.of(source.isString() ? Fhir.object().stringNode(shift.shift(source.asString())) : source);
        };
    }

    private Optional<JsonNode> fields(ObjectNode source, Care care, int depth) {
        ObjectNode target = Fhir.object();
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (LEFT_OUT.contains(name) || value.has("div")) {
                continue;
            }
            if (name.equals("location") && value.isObject()) {
                target.set(name, Fhir.object().put("display", care.unitName()));
            } else {
                copy(value, care, depth + 1).ifPresent(copied -> target.set(name, copied));
            }
        }
        return target.isEmpty() ? Optional.empty() : Optional.of(target);
    }

    private Optional<JsonNode> items(ArrayNode source, Care care, int depth) {
        ArrayNode target = Fhir.array();
        for (JsonNode item : source) {
            copy(item, care, depth + 1).ifPresent(target::add);
        }
        return target.isEmpty() ? Optional.empty() : Optional.of(target);
    }

    private Optional<JsonNode> reference(ObjectNode source, Care care) {
        String target = source.path("reference").asString();
        if (target.startsWith("urn:uuid:")) {
            return kept.contains(target) ? Optional.of(Fhir.reference(target)) : Optional.empty();
        }
        if (target.startsWith("Practitioner")) {
            return Optional.of(care.responsible().reference());
        }
        return target.startsWith("Organization") ? Optional.of(chart.directory().institution()) : Optional.empty();
    }

    private Optional<JsonNode> concept(ObjectNode source, Care care, int depth) {
        JsonNode first = source.path("coding").path(0);
        String code = first.path("code").asString("");
        if (leftOut.test(code)) {
            return Optional.empty();
        }
        if (first.path("system").asString("").equals(Fhir.SNOMED)
                && chart.vocabulary().diagnosis(code).isPresent()) {
            return Optional.of(
                    chart.vocabulary().concept(code, first.path("display").asString("")));
        }
        Optional<JsonNode> copied = fields(source, care, depth);
        if (first.path("system").asString("").equals(Fhir.LOINC)) {
            copied.ifPresent(
                    target -> chart.vocabulary().term(code).ifPresent(zh -> ((ObjectNode) target).put("text", zh)));
        }
        return copied;
    }

    private static boolean isForeignCoding(ObjectNode object) {
        String system = object.path("system").asString("");
        return system.contains("/us/core/") || system.contains("bluebutton.cms.gov") || system.contains("nubc.org");
    }
}

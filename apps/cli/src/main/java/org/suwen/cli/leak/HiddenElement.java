package org.suwen.cli.leak;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An element of a resource that the limited caller sees without it.
 *
 * @param secret the resource, and the element's value
 * @param parameter by which the value can be searched for
 * @param pointer where the value stands (RFC 6901)
 * @param value the value as JSON
 */
record HiddenElement(Secret secret, String parameter, String pointer, JsonNode value) {

    /** Elements by which R4 lets search, with the parameter's name. */
    private static final Map<String, String> SEARCHED = Map.ofEntries(
            Map.entry("Condition.severity", "severity"),
            Map.entry("Condition.bodySite", "body-site"),
            Map.entry("Condition.abatementDateTime", "abatement-date"),
            Map.entry("Observation.valueQuantity", "value-quantity"),
            Map.entry("Observation.valueCodeableConcept", "value-concept"),
            Map.entry("Observation.valueString", "value-string"),
            Map.entry("Procedure.reasonCode", "reason-code"),
            Map.entry("DiagnosticReport.conclusionCode", "conclusion"),
            Map.entry("MedicationRequest.medicationCodeableConcept", "code"),
            Map.entry("Encounter.reasonCode", "reason-code"),
            Map.entry("Patient.telecom", "telecom"),
            Map.entry("Patient.identifier", "identifier"),
            Map.entry("Patient.birthDate", "birthdate"));

    /** The first element of {@code full} that {@code limited} lacks and that can be searched for. */
    static Optional<HiddenElement> of(JsonNode full, JsonNode limited, String visible, Unlike unlike) {
        String type = full.path("resourceType").asString("");
        for (Map.Entry<String, JsonNode> each : full.properties()) {
            String parameter = SEARCHED.getOrDefault(type + "." + each.getKey(), "");
            String pointer = "/" + each.getKey() + leaf(each.getValue());
            JsonNode value = full.at(pointer);
            String word = value.asString("");
            if (!parameter.isEmpty()
                    && !word.isEmpty()
                    && !limited.at(pointer).equals(value)
                    && !visible.contains(word)) {
                String id = full.path("id").asString("");
                var secret = new Secret(
                        type,
                        new Secret.Named(id, word),
                        new Secret.Named(id, unlike.of(word)),
                        word.length() < 6 ? Set.of() : Set.of(word));
                return Optional.of(new HiddenElement(secret, parameter, pointer, value));
            }
        }
        return Optional.empty();
    }

    private static String leaf(JsonNode node) {
        if (node.isArray()) {
            return "/0" + leaf(node.path(0));
        }
        if (node.has("coding")) {
            return "/coding/0/code";
        }
        return node.has("value") ? "/value" : "";
    }
}

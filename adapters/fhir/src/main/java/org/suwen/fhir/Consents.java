package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * FHIR R4 Consents that carry our agreement, read and written. A Consent with anything in it that this does not
 * understand is refused, never read in part: what was left out might narrow it.
 */
public final class Consents {
    /** System of the kinds of acts, in {@code Consent.category}. */
    public static final String KINDS = "https://suwen.org/fhir/consent-kind";

    /** System of the agreement's options, in {@code provision.purpose}. */
    public static final String OPTIONS = "https://suwen.org/fhir/consent-option";

    /** System of recipients, in {@code provision.actor.reference.identifier}. */
    public static final String RECIPIENTS = "https://suwen.org/fhir/recipient";

    /** System of AI models, in the same place. */
    public static final String MODELS = "https://suwen.org/fhir/model";

    private static final String SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String POLICIES = "https://suwen.org/fhir/consent-policy";
    private static final int MAX_PROVISIONS = 1_000;
    private static final Set<String> ROOT = Set.of("type", "period", "provision");
    private static final Set<String> NESTED = Set.of("type", "purpose", "actor");

    private Consents() {}

    /** Whether the resource is a Consent of ours, judged by its category. */
    public static boolean isOurs(FhirScan scan) {
        return scan.type().equals("Consent")
                && scan.codings().stream()
                        .anyMatch(coding -> coding.path().equals("category.coding")
                                && coding.system().equals(KINDS));
    }

    /**
     * Reads a Consent of ours.
     *
     * @throws InvalidFhirException when it is none, or carries what is not understood
     */
    public static Agreement read(byte[] consent) {
        Map<String, Object> root = JsonTree.object(consent);
        if (!JsonTree.text(root, "resourceType").equals("Consent")) {
            throw FhirJson.refuse("structure", "$this", "an agreement is read from a Consent");
        }
        if (root.containsKey("modifierExtension") || root.containsKey("_status")) {
            throw FhirJson.refuse("not-supported", "Consent", "a Consent with a modifier is not understood");
        }
        Map<String, Object> provision = JsonTree.map(root, "provision");
        only(provision, ROOT, "Consent.provision");
        Map<String, Object> period = JsonTree.map(provision, "period");
        Map<String, Boolean> options = new TreeMap<>();
        Map<String, Boolean> recipients = new TreeMap<>();
        Map<String, Boolean> assistants = new TreeMap<>();
        provisions(provision, options, Map.of(RECIPIENTS, recipients, MODELS, assistants));
        return new Agreement(
                kind(root),
                required(JsonTree.text(JsonTree.map(root, "patient"), "reference"), "Consent.patient.reference"),
                required(JsonTree.text(root, "status"), "Consent.status"),
                present(JsonTree.text(root, "dateTime")),
                present(JsonTree.text(period, "start")),
                present(JsonTree.text(period, "end")),
                options,
                recipients,
                assistants);
    }

    private static Agreement.Kind kind(Map<String, Object> root) {
        List<String> codes = new ArrayList<>();
        for (Map<String, Object> category : JsonTree.maps(root, "category")) {
            for (Map<String, Object> coding : JsonTree.maps(category, "coding")) {
                if (JsonTree.text(coding, "system").equals(KINDS)) {
                    codes.add(JsonTree.text(coding, "code"));
                }
            }
        }
        for (Agreement.Kind kind : Agreement.Kind.values()) {
            if (codes.equals(List.of(kind.name()))) {
                return kind;
            }
        }
        throw FhirJson.refuse(
                "value", "Consent.category", "the category must name exactly one kind of act of `" + KINDS + "`");
    }

    private static void provisions(
            Map<String, Object> provision,
            Map<String, Boolean> options,
            Map<String, Map<String, Boolean>> actorsBySystem) {
        List<Map<String, Object>> nested = JsonTree.maps(provision, "provision");
        if (nested.size() > MAX_PROVISIONS) {
            throw FhirJson.refuse(
                    "too-long", "Consent.provision", "a Consent has at most " + MAX_PROVISIONS + " provisions");
        }
        for (Map<String, Object> each : nested) {
            String at = "Consent.provision.provision";
            only(each, NESTED, at);
            boolean agreed = agreed(JsonTree.text(each, "type"));
            List<Map<String, Object>> purposes = JsonTree.maps(each, "purpose");
            List<Map<String, Object>> actors = JsonTree.maps(each, "actor");
            if (purposes.isEmpty() == actors.isEmpty()) {
                throw FhirJson.refuse("not-supported", at, "a provision names either purposes or actors");
            }
            purposes.forEach(purpose -> put(options, coded(purpose, OPTIONS, at + ".purpose"), agreed, at));
            actors.forEach(actor -> actor(actor, agreed, actorsBySystem));
        }
    }

    private static boolean agreed(String type) {
        return switch (type) {
            case "permit" -> true;
            case "deny" -> false;
            default ->
                throw FhirJson.refuse("required", "Consent.provision.provision.type", "a provision permits or denies");
        };
    }

    private static void actor(
            Map<String, Object> actor, boolean agreed, Map<String, Map<String, Boolean>> actorsBySystem) {
        String at = "Consent.provision.provision.actor.reference.identifier";
        Map<String, Object> identifier = JsonTree.map(JsonTree.map(actor, "reference"), "identifier");
        String system = JsonTree.text(identifier, "system");
        Map<String, Boolean> choices = actorsBySystem.get(system);
        if (choices == null) {
            throw FhirJson.refuse("value", at, "an actor is a recipient or a model, by its identifier");
        }
        put(choices, coded(identifier, system, at), agreed, at);
    }

    private static String coded(Map<String, Object> value, String system, String at) {
        String code = JsonTree.text(value, value.containsKey("code") ? "code" : "value");
        if (!JsonTree.text(value, "system").equals(system) || code.isEmpty()) {
            throw FhirJson.refuse("value", at, "a code of `" + system + "` is needed here");
        }
        return code;
    }

    private static void put(Map<String, Boolean> choices, String code, boolean agreed, String at) {
        Boolean before = choices.put(code, agreed);
        if (before != null && before != agreed) {
            throw FhirJson.refuse("invalid", at, "the same choice is both permitted and denied");
        }
    }

    private static void only(Map<String, Object> value, Set<String> known, String at) {
        for (String name : value.keySet()) {
            if (!known.contains(name)) {
                throw FhirJson.refuse(
                        "not-supported",
                        at,
                        "a provision with other parts than "
                                + String.join(", ", known.stream().sorted().toList()) + " is not understood");
            }
        }
    }

    private static String required(String text, String at) {
        if (text.isEmpty()) {
            throw FhirJson.refuse("required", at, "the element is missing");
        }
        return text;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The act as a Consent; {@link #read} gives the same act back. */
    public static byte[] write(String id, Agreement agreement) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FhirJson.generator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("resourceType", "Consent");
            out.writeStringProperty("id", id);
            out.writeStringProperty("status", agreement.status());
            concept("scope", SCOPES, "patient-privacy", out);
            out.writeName("category");
            out.writeStartArray();
            conceptBody(KINDS, agreement.kind().name(), out);
            out.writeEndArray();
            out.writeName("patient");
            out.writeStartObject();
            out.writeStringProperty("reference", agreement.patient());
            out.writeEndObject();
            agreement.at().ifPresent(at -> out.writeStringProperty("dateTime", at));
            concept("policyRule", POLICIES, "PIPL", out);
            provision(agreement, out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void provision(Agreement agreement, JsonGenerator out) {
        out.writeName("provision");
        out.writeStartObject();
        out.writeStringProperty("type", agreement.kind() == Agreement.Kind.AGREEMENT ? "deny" : "permit");
        if (agreement.from().isPresent() || agreement.until().isPresent()) {
            out.writeName("period");
            out.writeStartObject();
            agreement.from().ifPresent(from -> out.writeStringProperty("start", from));
            agreement.until().ifPresent(until -> out.writeStringProperty("end", until));
            out.writeEndObject();
        }
        if (!agreement.options().isEmpty()
                || !agreement.recipients().isEmpty()
                || !agreement.assistants().isEmpty()) {
            out.writeName("provision");
            out.writeStartArray();
            agreement.options().forEach((code, agreed) -> option(code, agreed, out));
            agreement.recipients().forEach((recipient, agreed) -> actor(RECIPIENTS, recipient, agreed, out));
            agreement.assistants().forEach((model, agreed) -> actor(MODELS, model, agreed, out));
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void option(String code, boolean agreed, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", agreed ? "permit" : "deny");
        out.writeName("purpose");
        out.writeStartArray();
        coding(OPTIONS, code, out);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void actor(String system, String value, boolean agreed, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", agreed ? "permit" : "deny");
        out.writeName("actor");
        out.writeStartArray();
        out.writeStartObject();
        concept("role", ROLES, "IRCP", out);
        out.writeName("reference");
        out.writeStartObject();
        out.writeName("identifier");
        out.writeStartObject();
        out.writeStringProperty("system", system);
        out.writeStringProperty("value", value);
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void concept(String name, String system, String code, JsonGenerator out) {
        out.writeName(name);
        conceptBody(system, code, out);
    }

    private static void conceptBody(String system, String code, JsonGenerator out) {
        out.writeStartObject();
        out.writeName("coding");
        out.writeStartArray();
        coding(system, code, out);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void coding(String system, String code, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("system", system);
        out.writeStringProperty("code", code);
        out.writeEndObject();
    }
}

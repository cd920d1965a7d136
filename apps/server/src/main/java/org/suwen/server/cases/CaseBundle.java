package org.suwen.server.cases;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.fhir.CareFacts;
import org.suwen.formats.cases.DataItem;
import org.suwen.formats.cases.DataKind;
import org.suwen.formats.cases.Patient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the FHIR bundle that puts one patient of a case on record. */
final class CaseBundle {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private final String institution;
    private final String patient;
    private final ArrayNode entries = JSON.createArrayNode();
    private final List<String> urls = new ArrayList<>();

    /** For a patient who is referred to as {@code patient}: a {@code urn:uuid} of this bundle, or a stored one. */
    CaseBundle(String institution, String patient) {
        this.institution = institution;
        this.patient = patient;
    }

    /** The fullUrls in the order of the entries. */
    List<String> urls() {
        return urls;
    }

    byte[] bytes() {
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("resourceType", "Bundle").put("type", "transaction");
        bundle.set("entry", entries);
        return JSON.writeValueAsBytes(bundle);
    }

    /** The patient; name and birth date are the case's. */
    void patient(Patient each) {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("resourceType", "Patient")
                .put("birthDate", each.birthDate().toString());
        resource.putArray("name").addObject().put("text", each.id());
        post(patient, resource);
    }

    /** A diagnosis on record. */
    void condition(String code) {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("resourceType", "Condition");
        resource.putObject("subject").put("reference", patient);
        resource.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", ICD_10)
                .put("code", code);
        post(nextUrl(), resource);
    }

    /** A visit without more than its unit. */
    String visit(Optional<CareUnit> unit, String where, String start) {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("resourceType", "Encounter").put("status", "in-progress");
        resource.putObject("class").put("system", ACT).put("code", "IMP");
        resource.putObject("subject").put("reference", patient);
        resource.putObject("period").put("start", start);
        provider(resource, unit, where);
        String url = nextUrl();
        post(url, resource);
        return url;
    }

    /** A visit for an episode of care. */
    String visit(CareEpisode episode, ZoneId zone) {
        String url = visit(
                Optional.of(episode.unit()),
                episode.institution(),
                episode.start().atZone(zone).toLocalDate().toString());
        episode.end().ifPresent(end -> closed(end.atZone(zone).toLocalDate().toString()));
        return url;
    }

    /** The visit made last is over. */
    private void closed(String end) {
        if (entries.get(entries.size() - 1).get("resource") instanceof ObjectNode visit) {
            visit.put("status", "finished");
            ((ObjectNode) visit.get("period")).put("end", end);
        }
    }

    /** A piece of data; {@code encounter} is the visit it belongs to, empty for none. */
    void item(DataItem item, String encounter) {
        ObjectNode resource = resource(item, patient);
        if (resource.path("resourceType").asString("").equals("Encounter")) {
            provider(resource, item.unit(), item.institution());
        } else if (!encounter.isEmpty()) {
            join(resource, encounter);
        }
        post(nextUrl(), resource);
    }

    /** The resource of an item with references as the system wants them. */
    static ObjectNode resource(DataItem item, String patient) {
        ObjectNode resource = (ObjectNode) JSON.readTree(item.json().getBytes(StandardCharsets.UTF_8));
        resource.remove("id");
        references(resource, patient);
        return resource;
    }

    /** Puts a resource into a visit. */
    static void join(ObjectNode resource, String encounter) {
        switch (resource.path("resourceType").asString("")) {
            case "DocumentReference" -> {
                ObjectNode context =
                        resource.get("context") instanceof ObjectNode there ? there : resource.putObject("context");
                context.putArray("encounter").addObject().put("reference", encounter);
            }
            case "Patient", "MolecularSequence", "FamilyMemberHistory", "Encounter" -> {
                // these name no visit
            }
            default -> resource.putObject("encounter").put("reference", encounter);
        }
    }

    /** An observation as a device sends it. */
    void reading(DataKind kind, String value, String at) {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("resourceType", "Observation").put("status", "final");
        resource.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", kind.system())
                .put("code", kind.code());
        resource.putObject("subject").put("reference", patient);
        resource.put("effectiveDateTime", at);
        resource.put("valueString", value);
        post(nextUrl(), resource);
    }

    /** An update of a stored resource. */
    void put(String type, String id, byte[] resource) {
        ObjectNode entry = entries.addObject();
        entry.set("resource", JSON.readTree(resource));
        entry.putObject("request").put("method", "PUT").put("url", type + "/" + id);
    }

    private void post(String url, ObjectNode resource) {
        urls.add(url);
        ObjectNode entry = entries.addObject();
        entry.put("fullUrl", url);
        entry.set("resource", resource);
        entry.putObject("request")
                .put("method", "POST")
                .put("url", resource.path("resourceType").asString(""));
    }

    private String nextUrl() {
        return "urn:uuid:00000000-0000-4000-8000-%012d".formatted(urls.size() + 1);
    }

    private void provider(ObjectNode encounter, Optional<CareUnit> unit, String where) {
        String name = unit.map(each -> each.department() + (each.group().isEmpty() ? "" : "/" + each.group()))
                .orElse("");
        String written = where.equals(institution) ? name : where + ":" + name;
        if (!written.isEmpty()) {
            encounter
                    .putObject("serviceProvider")
                    .putObject("identifier")
                    .put("system", CareFacts.UNIT)
                    .put("value", written);
        }
    }

    private static void references(JsonNode node, String patient) {
        if (node instanceof ObjectNode object && object.get("reference") != null) {
            String target = object.path("reference").asString("");
            if (target.startsWith("Patient/")) {
                object.put("reference", patient);
            } else if (target.startsWith("Practitioner/")) {
                object.remove("reference");
                object.putObject("identifier")
                        .put("system", CareFacts.STAFF)
                        .put("value", target.substring("Practitioner/".length()));
            }
        }
        for (JsonNode child : node) {
            references(child, patient);
        }
    }

    /** Names of the stored resources by the fullUrls they were sent under. */
    static Map<String, CaseNames.Place> places(List<String> urls, List<CaseNames.Place> stored) {
        Map<String, CaseNames.Place> places = new java.util.HashMap<>();
        for (int each = 0; each < urls.size(); each++) {
            places.put(urls.get(each), stored.get(each));
        }
        return places;
    }
}

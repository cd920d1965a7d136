package org.suwen.server.office;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.trace.Trace;
import tools.jackson.databind.json.JsonMapper;

/** Ledger entries as FHIR R4 AuditEvents in the manner of IHE BALP: who, on whose behalf, what, why, when, outcome. */
final class AuditEvents {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String PARTS = "http://terminology.hl7.org/CodeSystem/extra-security-role-type";

    private AuditEvents() {}

    /** A collection bundle of these entries. */
    static byte[] bundle(String origin, List<Trace.Opened> entries) {
        List<Object> all = new ArrayList<>();
        entries.forEach(entry -> all.add(Map.of("resource", event(origin, entry))));
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("resourceType", "Bundle");
        bundle.put("type", "collection");
        bundle.put("entry", all);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bundle).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> event(String origin, Trace.Opened entry) {
        AccountPart account = entry.account();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("resourceType", "AuditEvent");
        event.put("id", entry.entry().request().toString());
        event.put("type", coding(TYPES, "rest", "RESTful Operation"));
        event.put(
                "subtype",
                List.of(coding("https://suwen.org/fhir/operation", account.act().operation(), "")));
        event.put("action", action(entry));
        event.put("recorded", account.at().toString());
        boolean denied = account.verdict().outcome() == Outcome.DENY;
        event.put("outcome", denied ? "4" : account.verdict().outcome() == Outcome.FAULT ? "8" : "0");
        event.put("outcomeDesc", (denied ? "Deny " : "Permit ") + String.join(",", reasons(account)));
        event.put(
                "purposeOfEvent",
                List.of(Map.of(
                        "coding",
                        List.of(coding(
                                "https://suwen.org/fhir/purpose", account.act().purpose(), "")))));
        event.put("agent", agents(account));
        event.put("source", Map.of("observer", Map.of("display", origin)));
        event.put("entity", entities(entry));
        return event;
    }

    private static List<String> reasons(AccountPart account) {
        return account.verdict().reasons().isEmpty()
                ? List.of(account.verdict().ground())
                : account.verdict().reasons();
    }

    private static String action(Trace.Opened entry) {
        return switch (entry.type()) {
            case READ, CHECK, EXPORT -> "R";
            case WRITE, CONSENT, STAFF, RULEBOOK, KEY -> "U";
            case SEARCH, BREAK_GLASS, STATEMENT, SIGN_IN, DENIAL, FAULT, ABANDONED, SYSTEM, TOKEN_MAP -> "E";
        };
    }

    private static List<Object> agents(AccountPart account) {
        List<Object> agents = new ArrayList<>();
        agents.add(agent("humanuser", account.caller().actor(), account.caller().role(), true));
        if (!account.caller().onBehalfOf().isEmpty()) {
            agents.add(agent("authorizer", account.caller().onBehalfOf(), "", false));
        }
        if (!account.caller().address().isEmpty()) {
            Map<String, Object> client = new LinkedHashMap<>();
            client.put("type", Map.of("coding", List.of(coding(DICOM, "110153", "Source Role ID"))));
            client.put("requestor", false);
            client.put("network", Map.of("address", account.caller().address(), "type", "2"));
            agents.add(client);
        }
        return agents;
    }

    private static Map<String, Object> agent(String kind, String id, String role, boolean requestor) {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("type", Map.of("coding", List.of(coding(PARTS, kind, ""))));
        agent.put("who", Map.of("identifier", Map.of("value", id)));
        if (!role.isEmpty()) {
            agent.put("role", List.of(Map.of("text", role)));
        }
        agent.put("requestor", requestor);
        return agent;
    }

    private static List<Object> entities(Trace.Opened entry) {
        List<Object> entities = new ArrayList<>();
        entry.account().patient().ifPresent(patient -> entities.add(entity("Patient/" + patient, "1")));
        entry.content()
                .ifPresent(content -> content.resources()
                        .forEach(resource -> entities.add(entity(
                                resource.type() + "/" + resource.id() + "/_history/" + resource.version(), "4"))));
        entities.add(Map.of(
                "detail",
                List.of(
                        Map.of("type", "ledger-index", "valueString", Long.toString(entry.index())),
                        Map.of(
                                "type",
                                "rules",
                                "valueString",
                                "rules "
                                        + String.join(
                                                " ", entry.account().verdict().rules())))));
        return entities;
    }

    private static Map<String, Object> entity(String reference, String role) {
        return Map.of(
                "what", Map.of("reference", reference),
                "role", coding("http://terminology.hl7.org/CodeSystem/object-role", role, ""));
    }

    private static Map<String, Object> coding(String system, String code, String display) {
        Map<String, Object> coding = new LinkedHashMap<>();
        coding.put("system", system);
        coding.put("code", code.isEmpty() ? "unknown" : code);
        if (!display.isEmpty()) {
            coding.put("display", display);
        }
        return coding;
    }
}

package org.suwen.server.auditevent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.server.trace.Trace;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as FHIR R4 AuditEvents by the patterns of IHE BALP: what was done ({@code IHE.BasicAudit}, REST), and for each
 * entry with a decision about a patient the decision ({@code IHE.BasicAudit.AuthZconsent}).
 */
public final class AuditEvents {

    /** Ends the id of a decision's event; before it stands the id of the operation's. */
    public static final String DECISION = "-authz";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/";
    private static final String OWN = "https://suwen.org/fhir/";

    private final String origin;
    private final boolean addresses;

    /** Events recorded by the ledger of this name. */
    public AuditEvents(String origin) {
        this(origin, true);
    }

    private AuditEvents(String origin, boolean addresses) {
        this.origin = origin;
        this.addresses = addresses;
    }

    /** The same events without the network addresses of those who acted, for the patient. */
    public AuditEvents withoutAddresses() {
        return new AuditEvents(origin, false);
    }

    /** A collection of all events of these entries. */
    public byte[] collection(List<Trace.Opened> entries) {
        List<Object> all = new ArrayList<>();
        entries.stream().flatMap(entry -> events(entry).stream()).forEach(event -> all.add(Map.of("resource", event)));
        Map<String, Object> bundle = resource("Bundle");
        bundle.put("type", "collection");
        bundle.put("entry", all);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(bundle);
    }

    /** The operation, and its decision where there is one about a patient. */
    public List<Map<String, Object>> events(Trace.Opened entry) {
        Map<String, Object> operation = operation(entry);
        return decides(entry) ? List.of(operation, decision(entry)) : List.of(operation);
    }

    private static boolean decides(Trace.Opened entry) {
        AccountPart account = entry.account();
        return account.patient().isPresent()
                && !account.verdict().decision().isEmpty()
                && (account.verdict().outcome() == Outcome.PERMIT
                        || account.verdict().outcome() == Outcome.DENY);
    }

    private Map<String, Object> operation(Trace.Opened entry) {
        AccountPart account = entry.account();
        Map<String, Object> event = resource("AuditEvent");
        event.put("id", entry.entry().request().toString());
        if (isRead(entry)) {
            event.put("meta", Map.of("profile", List.of(BALP + "StructureDefinition/IHE.BasicAudit.PatientRead")));
        }
        event.put("type", coding(HL7 + "audit-event-type", "rest", "Restful Operation"));
        List<Object> subtypes = new ArrayList<>();
        if (entry.type() == EntryType.READ) {
            subtypes.add(coding("http://hl7.org/fhir/restful-interaction", "read", "read"));
        }
        subtypes.add(coding(OWN + "operation", account.act().operation(), ""));
        event.put("subtype", subtypes);
        event.put("action", action(entry.type()));
        common(event, account);
        event.put("agent", operationAgents(account));
        event.put("source", source());
        event.put("entity", operationEntities(entry));
        return event;
    }

    private static boolean isRead(Trace.Opened entry) {
        return entry.type() == EntryType.READ
                && entry.account().patient().isPresent()
                && entry.content()
                        .map(content -> content.resources().size() == 1)
                        .orElse(false);
    }

    private Map<String, Object> decision(Trace.Opened entry) {
        AccountPart account = entry.account();
        Map<String, Object> event = resource("AuditEvent");
        event.put("id", entry.entry().request() + DECISION);
        event.put("meta", Map.of("profile", List.of(BALP + "StructureDefinition/IHE.BasicAudit.AuthZconsent")));
        event.put("type", coding(DICOM, "110113", "Security Alert"));
        event.put("subtype", List.of(coding(BALP + "CodeSystem/AuthZsubType", "AuthZ-Consent", "")));
        event.put("action", "E");
        common(event, account);
        List<Object> agents = new ArrayList<>();
        agents.add(client("110150", "Application", account));
        agents.add(user(account));
        agents.add(agent(coding(HL7 + "v3-RoleClass", "PROV", "healthcare provider"), institution(account)));
        agents.add(agent(coding(HL7 + "extra-security-role-type", "authserver", "authorization server"), origin));
        event.put("agent", agents);
        event.put("source", source());
        String patient = account.patient().orElseThrow().toString();
        String consent = entry.content()
                .map(content -> Long.toString(content.basis().consentVersion()))
                .orElse("unreadable");
        event.put("entity", List.of(patient(patient), consent(patient, consent, account)));
        return event;
    }

    private static Map<String, Object> consent(String patient, String version, AccountPart account) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put(
                "what",
                Map.of("identifier", Map.of("system", OWN + "consent-version", "value", patient + "/" + version)));
        entity.put("type", coding("http://hl7.org/fhir/resource-types", "Consent", "Consent"));
        List<Object> details = new ArrayList<>();
        account.verdict().rules().forEach(rule -> details.add(detail("rule", rule)));
        account.verdict().reasons().forEach(reason -> details.add(detail("reason", reason)));
        if (!details.isEmpty()) {
            entity.put("detail", details);
        }
        return entity;
    }

    private static void common(Map<String, Object> event, AccountPart account) {
        Outcome outcome = account.verdict().outcome();
        event.put("recorded", account.at().toString());
        event.put("outcome", outcome == Outcome.DENY ? "4" : outcome == Outcome.FAULT ? "8" : "0");
        event.put("outcomeDesc", description(account));
        event.put(
                "purposeOfEvent",
                List.of(Map.of(
                        "coding", List.of(coding(OWN + "purpose", account.act().purpose(), "")))));
    }

    private static String description(AccountPart account) {
        List<String> why = account.verdict().reasons().isEmpty()
                ? List.of(account.verdict().ground())
                : account.verdict().reasons();
        return (account.verdict().outcome() + " " + String.join(",", why)).strip();
    }

    private static String action(EntryType type) {
        return switch (type) {
            case READ, CHECK, EXPORT -> "R";
            case WRITE, CONSENT, STAFF, RULEBOOK, KEY -> "U";
            case SEARCH, BREAK_GLASS, STATEMENT, SIGN_IN, DENIAL, FAULT, ABANDONED, SYSTEM, TOKEN_MAP -> "E";
        };
    }

    private List<Object> operationAgents(AccountPart account) {
        List<Object> agents = new ArrayList<>();
        agents.add(client("110152", "Destination Role ID", account));
        Map<String, Object> server = agent(coding(DICOM, "110153", "Source Role ID"), origin);
        server.put("network", Map.of("address", origin, "type", "5"));
        agents.add(server);
        agents.add(user(account));
        if (!account.caller().onBehalfOf().isEmpty()) {
            agents.add(agent(
                    coding(HL7 + "v3-ParticipationType", "CST", "custodian"),
                    account.caller().onBehalfOf()));
        }
        return agents;
    }

    private Map<String, Object> client(String code, String display, AccountPart account) {
        String who = account.caller().device().isEmpty()
                ? account.caller().actor()
                : account.caller().device();
        Map<String, Object> agent = agent(coding(DICOM, code, display), who);
        String address = addresses ? orUnknown(account.caller().address()) : "withheld";
        agent.put("network", Map.of("address", address, "type", "2"));
        return agent;
    }

    private static Map<String, Object> user(AccountPart account) {
        Map<String, Object> user = agent(
                coding(HL7 + "v3-ParticipationType", "IRCP", "information recipient"),
                account.caller().actor());
        user.put("role", List.of(Map.of("text", orUnknown(account.caller().role()))));
        user.put("requestor", true);
        return user;
    }

    private static Map<String, Object> agent(Map<String, Object> type, String who) {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("type", Map.of("coding", List.of(type)));
        agent.put("who", Map.of("identifier", Map.of("value", orUnknown(who))));
        agent.put("requestor", false);
        return agent;
    }

    private static String institution(AccountPart account) {
        return account.caller().institution();
    }

    private Map<String, Object> source() {
        return Map.of(
                "observer",
                Map.of("identifier", Map.of("value", origin)),
                "type",
                List.of(coding(HL7 + "security-source-type", "6", "Security Server")));
    }

    private static List<Object> operationEntities(Trace.Opened entry) {
        List<Object> entities = new ArrayList<>();
        entry.account().patient().ifPresent(patient -> entities.add(patient(patient.toString())));
        entry.content()
                .ifPresent(content -> content.resources()
                        .forEach(resource -> entities.add(entity(
                                resource.type() + "/" + resource.id() + "/_history/" + resource.version(), "2", "4"))));
        Map<String, Object> transaction = new LinkedHashMap<>();
        transaction.put(
                "what",
                Map.of("identifier", Map.of("value", entry.entry().request().toString())));
        transaction.put("type", coding(BALP + "CodeSystem/BasicAuditEntityType", "XrequestId", ""));
        List<Object> details = new ArrayList<>();
        details.add(detail("ledger-index", Long.toString(entry.index())));
        entry.account().verdict().rules().forEach(rule -> details.add(detail("rule", rule)));
        transaction.put("detail", details);
        entities.add(transaction);
        return entities;
    }

    private static Map<String, Object> patient(String id) {
        return entity("Patient/" + id, "1", "1");
    }

    private static Map<String, Object> entity(String reference, String type, String role) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("what", Map.of("reference", reference));
        entity.put("type", coding(HL7 + "audit-entity-type", type, ""));
        entity.put("role", coding(HL7 + "object-role", role, ""));
        return entity;
    }

    private static Map<String, Object> detail(String type, String value) {
        return Map.of("type", type, "valueString", value);
    }

    private static Map<String, Object> resource(String type) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("resourceType", type);
        return resource;
    }

    private static Map<String, Object> coding(String system, String code, String display) {
        Map<String, Object> coding = new LinkedHashMap<>();
        coding.put("system", system);
        coding.put("code", orUnknown(code));
        if (!display.isEmpty()) {
            coding.put("display", display);
        }
        return coding;
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }
}

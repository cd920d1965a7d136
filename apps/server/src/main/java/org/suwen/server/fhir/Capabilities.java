package org.suwen.server.fhir;

import java.util.Set;
import org.suwen.fhir.search.SearchKind;
import org.suwen.fhir.search.SearchParameter;
import org.suwen.fhir.search.SearchParameters;

/** The CapabilityStatement: what this server does today, and nothing else. */
public final class Capabilities {

    private static final String DOCUMENTATION = "Every interaction is decided on the patient's live consent and the"
            + " rulebook and entered in the ledger before it is answered. Searches, totals, order, includes and conditions are"
            + " worked out over what the caller may see. A search names the patient, an identifier or phone of the patient,"
            + " or a resource of the record; a search of Patient alone looks at the own unit's care list; anything else is"
            + " refused as too costly. Links to next pages are encrypted, bound to the caller, and end with 410 when"
            + " consent or rules changed. Parameters that are not listed are refused, or left out under Prefer:"
            + " handling=lenient. The history of a type takes the patient.";

    /** What is ended by a status and never deleted. */
    private static final Set<String> KEPT = Set.of("Patient", "Encounter", "Consent");

    private static final String DEFINITION = "http://hl7.org/fhir/OperationDefinition/";
    private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

    private Capabilities() {}

    /** The statement as JSON. */
    public static String json() {
        var text = new StringBuilder("{\"resourceType\":\"CapabilityStatement\",\"status\":\"active\","
                + "\"date\":\"2026-11-22\",\"kind\":\"instance\",\"software\":{\"name\":\"Suwen\",\"version\":\"0.1.0\"},"
                + "\"implementation\":{\"description\":\"A trust layer for medical data\"},\"fhirVersion\":\"4.0.1\","
                + "\"format\":[\"application/fhir+json\",\"application/fhir+xml\"],\"patchFormat\":["
                + "\"application/json-patch+json\",\"application/fhir+json\",\"application/fhir+xml\"],\"instantiates\":["
                + "\"http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data\"],"
                + "\"rest\":[{\"mode\":\"server\",\"documentation\":\"" + DOCUMENTATION + "\","
                + "\"security\":{\"cors\":true,\"service\":[{\"coding\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/restful-security-service\",\"code\":\"SMART-on-FHIR\"}]}],"
                + "\"description\":\"Bearer token (OAuth 2.0: client credentials for machines, authorization code with PKCE for"
                + " apps in a person's name) or console session\"},"
                + "\"resource\":[");
        String separator = "";
        for (String type : SearchParameters.r4().types()) {
            text.append(separator);
            resource(text, type);
            separator = ",";
        }
        return text.append("],\"interaction\":[{\"code\":\"transaction\"},{\"code\":\"batch\"}],\"operation\":[")
                .append(operation("export", BULK + "export"))
                .append("]}]}")
                .toString();
    }

    private static void resource(StringBuilder text, String type) {
        text.append("{\"type\":\"").append(type).append("\",\"interaction\":[");
        String separator = "";
        for (String code : new String[] {
            "read", "vread", "update", "patch", "delete", "history-instance", "history-type", "create", "search-type"
        }) {
            if (!code.equals("delete") || !KEPT.contains(type)) {
                text.append(separator).append("{\"code\":\"").append(code).append("\"}");
                separator = ",";
            }
        }
        text.append("],\"versioning\":\"versioned-update\",\"readHistory\":true,\"updateCreate\":false,"
                + "\"conditionalCreate\":true,\"conditionalRead\":\"not-match\",\"conditionalUpdate\":true,"
                + "\"conditionalDelete\":\"");
        text.append(KEPT.contains(type) ? "not-supported" : "single").append("\"");
        names(text, type);
        parameters(text, type);
        text.append(",\"operation\":[").append(operation("validate", DEFINITION + "Resource-validate"));
        if (type.equals("Patient")) {
            text.append(',')
                    .append(operation("everything", DEFINITION + "Patient-everything"))
                    .append(',')
                    .append(operation("summary", "http://hl7.org/fhir/uv/ips/OperationDefinition/summary"))
                    .append(',')
                    .append(operation("export", BULK + "patient-export"));
        }
        if (type.equals("Group")) {
            text.append(',').append(operation("export", BULK + "group-export"));
        }
        text.append("]}");
    }

    private static String operation(String name, String definition) {
        return "{\"name\":\"" + name + "\",\"definition\":\"" + definition + "\"}";
    }

    private static void names(StringBuilder text, String type) {
        String separator = ",\"searchInclude\":[\"*\",";
        boolean any = false;
        for (SearchParameter each : SearchParameters.r4().of(type)) {
            if (each.kind() == SearchKind.REFERENCE) {
                text.append(separator)
                        .append('"')
                        .append(type)
                        .append(':')
                        .append(each.name())
                        .append('"');
                separator = ",";
                any = true;
            }
        }
        text.append(any ? "]" : "");
    }

    private static void parameters(StringBuilder text, String type) {
        String separator = ",\"searchParam\":[";
        for (SearchParameter each : SearchParameters.r4().of(type)) {
            text.append(separator)
                    .append("{\"name\":\"")
                    .append(each.name())
                    .append("\",\"type\":\"")
                    .append(each.kind().code())
                    .append("\"}");
            separator = ",";
        }
        text.append(']');
    }
}

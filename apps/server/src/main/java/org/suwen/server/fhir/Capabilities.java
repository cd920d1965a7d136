package org.suwen.server.fhir;

/** The CapabilityStatement: what this server does today, and nothing else. */
public final class Capabilities {

    private Capabilities() {}

    /** The statement as JSON. */
    public static String json() {
        return """
                {"resourceType":"CapabilityStatement","status":"active","date":"2026-11-22","kind":"instance",\
                "software":{"name":"Suwen","version":"0.1.0"},"fhirVersion":"4.0.1","format":["application/fhir+json"],\
                "rest":[{"mode":"server","documentation":"Every interaction is decided on the patient's live consent and \
                the rulebook and entered in the ledger before it is answered. Search names one patient, or one identifier \
                for Patient; anything else is refused as too costly.",\
                "security":{"description":"Bearer token (OAuth 2.0 client credentials) or console session"},\
                "interaction":[{"code":"transaction"}],\
                "searchParam":[{"name":"_count","type":"number"}],\
                "resource":[{"type":"Patient","interaction":[{"code":"read"},{"code":"create"},{"code":"search-type"}],\
                "searchParam":[{"name":"identifier","type":"token"}],\
                "operation":[{"name":"everything","definition":\
                "http://hl7.org/fhir/OperationDefinition/Patient-everything"}]}]}]}""";
    }
}

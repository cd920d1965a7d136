package org.suwen.cli.generate.record;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The FHIR R4 elements the generator writes, and the systems it uses. */
public final class Fhir {

    static final String SNOMED = "http://snomed.info/sct";
    static final String LOINC = "http://loinc.org";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ICD_10_CN = "https://suwen.org/fhir/icd-10-cn-clinical";
    static final String ATC = "http://www.whocc.no/atc";
    static final String RECORD_NUMBER = "https://suwen.org/fhir/record-number";
    static final String RESIDENT_ID = "https://suwen.org/fhir/resident-id";
    static final String UNIT = "https://suwen.org/fhir/unit";
    static final String STAFF = "https://suwen.org/fhir/staff";
    static final String INSTITUTION = "https://suwen.org/fhir/institution";
    static final String RECIPIENT = "https://suwen.org/fhir/recipient";
    static final String MODEL = "https://suwen.org/fhir/model";
    static final String CONSENT_KIND = "https://suwen.org/fhir/consent-kind";
    static final String CONSENT_OPTION = "https://suwen.org/fhir/consent-option";

    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Fhir() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array(JsonNode... items) {
        return NODES.arrayNode().addAll(List.of(items));
    }

    static ObjectNode resource(String type) {
        return object().put("resourceType", type);
    }

    static ObjectNode coding(String system, String code, String display) {
        return object().put("system", system).put("code", code).put("display", display);
    }

    /** A coding of one of HL7's own code systems, without a display. */
    static ObjectNode hl7(String system, String code) {
        return object().put("system", HL7 + system).put("code", code);
    }

    static ObjectNode concept(JsonNode... codings) {
        return object().set("coding", array(codings));
    }

    static ObjectNode text(String text) {
        return object().put("text", text);
    }

    static ObjectNode reference(String fullUrl) {
        return object().put("reference", fullUrl);
    }

    /** A reference by identifier, so that a bundle needs nothing from outside. */
    static ObjectNode logical(String system, String value, String display) {
        ObjectNode reference = object();
        reference.set("identifier", object().put("system", system).put("value", value));
        return reference.put("display", display);
    }

    /** The label of test data (v3-ActReason HTEST), which says that nobody is meant. */
    static ObjectNode testData() {
        return object().set("tag", array(hl7("v3-ActReason", "HTEST")));
    }
}

package org.suwen.cli.generate.record;

import org.suwen.cli.generate.person.Identity;
import org.suwen.cli.generate.person.Identity.Contact;
import org.suwen.cli.generate.person.Identity.Name;
import tools.jackson.databind.node.ObjectNode;

/** Writes the Patient and, for a child, the guardian; nothing of Synthea's Patient is carried over. */
final class PatientWriter {

    private final Chart chart;

    PatientWriter(Chart chart) {
        this.chart = chart;
    }

    Entry patient() {
        Identity who = chart.identity();
        ObjectNode patient = Fhir.resource("Patient");
        patient.set("meta", Fhir.testData());
        patient.set(
                "identifier",
                Fhir.array(
                        identifier("MR", Fhir.RECORD_NUMBER, who.record()),
                        identifier("NI", Fhir.RESIDENT_ID, who.residentNumber().value())));
        patient.put("active", true);
        patient.set("name", Fhir.array(name(who.name()).put("use", "official")));
        patient.set("telecom", Fhir.array(mobile(who.phone())));
        patient.put("gender", who.sex().fhir());
        patient.put("birthDate", who.birth().toString());
        patient.set("address", Fhir.array(address(who)));
        patient.set("contact", Fhir.array(contact(who.contact())));
        ObjectNode language =
                Fhir.concept(Fhir.object().put("system", "urn:ietf:bcp:47").put("code", "zh-CN"));
        patient.set("communication", Fhir.array(Fhir.object().set("language", language)));
        patient.set("managingOrganization", chart.directory().institution());
        return new Entry(chart.patientUrl(), patient);
    }

    /** The contact as a RelatedPerson who acts for the patient. */
    Entry guardian() {
        Contact contact = chart.identity().contact();
        ObjectNode guardian = Fhir.resource("RelatedPerson").put("active", true);
        guardian.set("patient", chart.patient());
        guardian.set(
                "relationship",
                Fhir.array(
                        Fhir.concept(Fhir.hl7("v3-RoleCode", contact.relationship()))
                                .put("text", contact.relationshipZh()),
                        Fhir.concept(Fhir.hl7("v3-RoleCode", "GUARD")).put("text", "监护人")));
        guardian.set("name", Fhir.array(name(contact.name())));
        guardian.set("telecom", Fhir.array(mobile(contact.phone())));
        guardian.put("gender", contact.sex().fhir());
        return new Entry(chart.url("guardian"), guardian);
    }

    private static ObjectNode contact(Contact contact) {
        ObjectNode node = Fhir.object();
        node.set(
                "relationship",
                Fhir.array(Fhir.concept(Fhir.hl7("v3-RoleCode", contact.relationship()))
                        .put("text", contact.relationshipZh())));
        node.set("name", name(contact.name()));
        node.set("telecom", Fhir.array(mobile(contact.phone())));
        return node.put("gender", contact.sex().fhir());
    }

    private static ObjectNode identifier(String type, String system, String value) {
        ObjectNode identifier = Fhir.object();
        identifier.set("type", Fhir.concept(Fhir.hl7("v2-0203", type)));
        return identifier.put("system", system).put("value", value);
    }

    private static ObjectNode name(Name name) {
        ObjectNode node = Fhir.object().put("text", name.full()).put("family", name.family());
        node.putArray("given").add(name.given());
        return node;
    }

    private static ObjectNode mobile(String phone) {
        return Fhir.object().put("system", "phone").put("value", phone).put("use", "mobile");
    }

    private static ObjectNode address(Identity who) {
        ObjectNode address =
                Fhir.object().put("use", "home").put("text", who.address().full());
        address.putArray("line").add(who.address().line());
        return address.put("city", who.address().city())
                .put("district", who.address().district())
                .put("country", "CN");
    }
}

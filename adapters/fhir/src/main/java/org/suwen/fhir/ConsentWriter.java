package org.suwen.fhir;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Provision;
import org.suwen.decision.Span;
import tools.jackson.core.JsonGenerator;

/** Writes clauses as a FHIR R4 Consent; {@link PrivacyConsents#read} gives the same clauses back. */
public final class ConsentWriter {

    private final JsonGenerator out;

    private ConsentWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The Consent of an id, whose root leaves the base to the law and carries the clauses. */
    public static byte[] write(String id, PrivacyConsent consent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FhirJson.generator(bytes)) {
            new ConsentWriter(out).consent(id, consent);
        }
        return bytes.toByteArray();
    }

    private void consent(String id, PrivacyConsent consent) {
        out.writeStartObject();
        out.writeStringProperty("resourceType", "Consent");
        out.writeStringProperty("id", id);
        out.writeStringProperty("status", consent.status());
        concept("scope", "http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy");
        out.writeName("category");
        out.writeStartArray();
        codeable(ConsentCodes.SENSITIVITY, "IDSCL");
        out.writeEndArray();
        out.writeName("patient");
        out.writeStartObject();
        out.writeStringProperty("reference", consent.patient());
        out.writeEndObject();
        consent.at().ifPresent(at -> out.writeStringProperty("dateTime", at.toString()));
        concept("policyRule", "https://suwen.org/fhir/consent-policy", "PIPL");
        out.writeName("provision");
        out.writeStartObject();
        nested(consent.clauses());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void nested(List<Provision> clauses) {
        if (!clauses.isEmpty()) {
            out.writeName("provision");
            out.writeStartArray();
            clauses.forEach(this::clause);
            out.writeEndArray();
        }
    }

    private void clause(Provision clause) {
        Provision.Reach reach = clause.reach();
        out.writeStartObject();
        out.writeStringProperty("type", clause.permit() ? "permit" : "deny");
        span("period", reach.period());
        actors(reach.who());
        if (!reach.actions().isEmpty()) {
            out.writeName("action");
            out.writeStartArray();
            reach.actions().stream().sorted().forEach(each -> codeable(ConsentCodes.OUR_ACTIONS, each.name()));
            out.writeEndArray();
        }
        codings("securityLabel", ConsentCodes.OUR_LABELS, reach.what().labels());
        codings("purpose", ConsentCodes.OUR_PURPOSES, names(reach.purposes()));
        classes(reach.what());
        rows(reach.rows());
        nested(clause.exceptions());
        out.writeEndObject();
    }

    private void actors(Provision.Who who) {
        if (who.anybody()) {
            return;
        }
        out.writeName("actor");
        out.writeStartArray();
        new TreeSet<>(who.ids()).forEach(id -> actor(ConsentCodes.OUR_IDS, id));
        new TreeSet<>(who.departments()).forEach(department -> actor(ConsentCodes.OUR_DEPARTMENTS, department));
        names(who.roles()).forEach(role -> actor(ConsentCodes.OUR_ROLES, role));
        out.writeEndArray();
    }

    private void actor(String system, String value) {
        out.writeStartObject();
        concept("role", "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP");
        out.writeName("reference");
        identified(system, value);
        out.writeEndObject();
    }

    private void identified(String system, String value) {
        out.writeStartObject();
        out.writeName("identifier");
        out.writeStartObject();
        out.writeStringProperty("system", system);
        out.writeStringProperty("value", value);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void classes(Provision.What what) {
        if (what.types().isEmpty() && what.classes().isEmpty()) {
            return;
        }
        out.writeName("class");
        out.writeStartArray();
        new TreeSet<>(what.types()).forEach(type -> coding(ConsentCodes.TYPES, type));
        new TreeSet<>(what.classes()).forEach(name -> coding(ConsentCodes.OUR_CLASSES, name));
        out.writeEndArray();
    }

    private void rows(Provision.Rows rows) {
        if (!rows.codes().isEmpty()) {
            out.writeName("code");
            out.writeStartArray();
            for (String each : new TreeSet<>(rows.codes())) {
                int bar = each.lastIndexOf('|');
                codeable(each.substring(0, bar), each.substring(bar + 1));
            }
            out.writeEndArray();
        }
        span("dataPeriod", rows.dates());
        if (!rows.ids().isEmpty()) {
            out.writeName("data");
            out.writeStartArray();
            for (String each : new TreeSet<>(rows.ids())) {
                out.writeStartObject();
                out.writeStringProperty("meaning", "instance");
                out.writeName("reference");
                identified("https://suwen.org/fhir/record", each);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    private void span(String name, Span span) {
        if (span.equals(Span.ALWAYS)) {
            return;
        }
        out.writeName(name);
        out.writeStartObject();
        if (!span.from().equals(Span.BEGINNING)) {
            out.writeStringProperty("start", span.from().toString());
        }
        if (!span.until().equals(Span.END)) {
            out.writeStringProperty("end", span.until().toString());
        }
        out.writeEndObject();
    }

    private static Set<String> names(Set<? extends Enum<?>> constants) {
        Set<String> names = new TreeSet<>();
        constants.forEach(each -> names.add(each.name()));
        return names;
    }

    private void codings(String name, String system, Collection<String> codes) {
        if (!codes.isEmpty()) {
            out.writeName(name);
            out.writeStartArray();
            new TreeSet<>(codes).forEach(code -> coding(system, code));
            out.writeEndArray();
        }
    }

    private void concept(String name, String system, String code) {
        out.writeName(name);
        codeable(system, code);
    }

    private void codeable(String system, String code) {
        out.writeStartObject();
        out.writeName("coding");
        out.writeStartArray();
        coding(system, code);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void coding(String system, String code) {
        out.writeStartObject();
        out.writeStringProperty("system", system);
        out.writeStringProperty("code", code);
        out.writeEndObject();
    }
}

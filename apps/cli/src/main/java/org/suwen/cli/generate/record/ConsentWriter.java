package org.suwen.cli.generate.record;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.cli.generate.person.Chance;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what the patient was told and chose: notice, authorisation of treatment, and the agreement with one provision
 * for each answered question (AGR-08: what was not answered is absent, nothing is preset).
 */
final class ConsentWriter {

    private static final List<String> OPTIONS = List.of(
            "MEDICAL_RESEARCH",
            "DIAGNOSIS_REFERENCE",
            "THIRD_PARTY_RESEARCH",
            "COMMERCIAL",
            "PUBLIC_HEALTH",
            "AI_TRAINING",
            "TEACHING",
            "INSURANCE_PRICING",
            "INSURANCE_CLAIMS");

    private final Chart chart;
    private final Optional<String> guardianUrl;

    /** A guardian's URL when a guardian chose for the patient. */
    ConsentWriter(Chart chart, Optional<String> guardianUrl) {
        this.chart = chart;
        this.guardianUrl = guardianUrl;
    }

    List<Entry> write(Episode.Agreement agreement, int daysAgo) {
        ObjectNode notice = consent("NOTICE", "treatment", daysAgo, "个人信息处理告知书（合成示例）");
        ObjectNode treatment = consent("TREATMENT_AUTHORISATION", "treatment", daysAgo, "诊疗授权书（合成示例）");
        treatment.set("provision", Fhir.object().put("type", "permit"));
        ObjectNode choices = consent("AGREEMENT", "patient-privacy", daysAgo, "医疗数据授权协议（合成示例）2026.1");
        choices.set("provision", provision(agreement, daysAgo));
        return List.of(
                new Entry(chart.url("consent", "notice"), notice),
                new Entry(chart.url("consent", "treatment"), treatment),
                new Entry(chart.url("consent", "agreement"), choices));
    }

    /** The choices of a patient who is not in the story. */
    Episode.Agreement byChance() {
        Chance chance = chart.chance("agreement");
        Map<String, String> options = new LinkedHashMap<>();
        OPTIONS.stream()
                .filter(option -> chance.percent(70))
                .forEach(option -> options.put(option, chance.percent(55) ? "permit" : "deny"));
        Map<String, String> recipients = new LinkedHashMap<>();
        chart.directory().recipients().stream()
                .filter(recipient -> chance.percent(20))
                .forEach(recipient -> recipients.put(recipient, chance.percent(50) ? "permit" : "deny"));
        return new Episode.Agreement(options, recipients, Map.of());
    }

    private ObjectNode consent(String kind, String scope, int daysAgo, String text) {
        ObjectNode consent = Fhir.resource("Consent").put("status", "active");
        consent.set("scope", Fhir.concept(Fhir.hl7("consentscope", scope)));
        consent.set(
                "category",
                Fhir.array(Fhir.concept(
                        Fhir.object().put("system", Fhir.CONSENT_KIND).put("code", kind))));
        consent.set("patient", chart.patient());
        consent.put("dateTime", chart.at(daysAgo, "09:00"));
        consent.set("performer", Fhir.array(guardianUrl.map(Fhir::reference).orElseGet(chart::patient)));
        consent.set("organization", Fhir.array(chart.directory().institution()));
        consent.set("policyRule", Fhir.text(text));
        return consent;
    }

    private ObjectNode provision(Episode.Agreement agreement, int daysAgo) {
        LocalDate start = chart.now().minusDays(daysAgo);
        ObjectNode root = Fhir.object().put("type", "deny");
        root.set(
                "period",
                Fhir.object()
                        .put("start", start.toString())
                        .put("end", start.plusYears(1).toString()));
        ArrayNode nested = Fhir.array();
        agreement.options().forEach((code, type) -> {
            ObjectNode one = Fhir.object().put("type", type);
            one.set(
                    "purpose",
                    Fhir.array(Fhir.object().put("system", Fhir.CONSENT_OPTION).put("code", code)));
            nested.add(one);
        });
        agreement
                .recipients()
                .forEach((id, type) -> nested.add(actor(type, chart.directory().recipient(id))));
        agreement
                .models()
                .forEach((id, type) -> nested.add(actor(type, chart.directory().model(id))));
        if (!nested.isEmpty()) {
            root.set("provision", nested);
        }
        return root;
    }

    private static ObjectNode actor(String type, ObjectNode who) {
        ObjectNode actor = Fhir.object();
        actor.set("role", Fhir.concept(Fhir.hl7("v3-ParticipationType", "IRCP")));
        actor.set("reference", who);
        ObjectNode provision = Fhir.object().put("type", type);
        provision.set("actor", Fhir.array(actor));
        return provision;
    }
}

package org.suwen.cli.generate.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.cli.generate.record.Directory.Care;
import org.suwen.cli.generate.record.Directory.Staff;
import org.suwen.cli.generate.record.Episode.Drug;
import org.suwen.cli.generate.record.Episode.FormerStay;
import org.suwen.cli.generate.record.Episode.Illness;
import org.suwen.cli.generate.record.Episode.NoteKind;
import org.suwen.cli.generate.record.Episode.Operation;
import org.suwen.cli.generate.record.Episode.Report;
import org.suwen.cli.generate.record.Episode.Result;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the open stay of a featured patient, which is ours and not Synthea's. */
final class EpisodeWriter {

    private final Chart chart;
    private final Episode episode;
    private final Care care;
    private final String encounter;

    EpisodeWriter(Chart chart, Episode episode) {
        this.chart = chart;
        this.episode = episode;
        this.encounter = chart.url("stay");
        Care usual = chart.care(episode.unit());
        Staff responsible = Optional.ofNullable(episode.responsible())
                .map(chart.directory()::staff)
                .orElse(usual.responsible());
        Staff nurse = Optional.ofNullable(episode.nurse())
                .map(chart.directory()::staff)
                .orElse(usual.nurse());
        this.care = chart.directory().care(episode.unit(), responsible, nurse);
    }

    List<Entry> write() {
        List<Entry> entries = new ArrayList<>();
        Optional.ofNullable(episode.formerStay()).ifPresent(former -> entries.addAll(formerStay(former)));
        entries.add(new Entry(encounter, stay()));
        episode.conditions().forEach(illness -> entries.add(condition(illness)));
        episode.results().forEach(result -> entries.add(observation(result)));
        episode.reports().forEach(report -> entries.add(report(report)));
        episode.medications().forEach(drug -> entries.add(order(drug)));
        episode.procedures().forEach(operation -> entries.add(procedure(operation)));
        episode.notes().forEach(note -> entries.add(note(note)));
        return entries;
    }

    private ObjectNode stay() {
        ObjectNode stay = Fhir.resource("Encounter").put("status", "in-progress");
        stay.set("class", Fhir.hl7("v3-ActCode", "IMP"));
        stay.set("priority", Fhir.concept(Fhir.hl7("v3-ActPriority", episode.urgent() ? "EM" : "R")));
        stay.set("subject", chart.patient());
        stay.set("participant", Encounters.participants(care));
        stay.set("period", Fhir.object().put("start", chart.at(episode.day(), episode.time())));
        Illness main = episode.mainIllness();
        stay.set("reasonCode", Fhir.array(chart.vocabulary().concept(main.snomed(), main.en())));
        ObjectNode source = Fhir.concept(Fhir.hl7("admit-source", episode.urgent() ? "emd" : "outp"));
        stay.set("hospitalization", Fhir.object().set("admitSource", source));
        stay.set("location", Encounters.location(care));
        stay.set("serviceProvider", care.unitReference());
        return stay;
    }

    private Entry condition(Illness illness) {
        ObjectNode condition = Fhir.resource("Condition");
        condition.set("clinicalStatus", Fhir.concept(Fhir.hl7("condition-clinical", "active")));
        condition.set("verificationStatus", Fhir.concept(Fhir.hl7("condition-ver-status", "confirmed")));
        condition.set("category", Fhir.array(Fhir.concept(Fhir.hl7("condition-category", "encounter-diagnosis"))));
        condition.set("code", chart.vocabulary().concept(illness.snomed(), illness.en()));
        condition.set("subject", chart.patient());
        condition.set("encounter", Fhir.reference(encounter));
        condition.put("onsetDateTime", chart.now().minusDays(illness.day()).toString());
        condition.put(
                "recordedDate",
                chart.at(
                        Math.min(illness.day(), episode.day()),
                        illness.day() < episode.day() ? "17:00" : episode.time()));
        condition.set("recorder", care.responsible().reference());
        return new Entry(chart.url("condition", illness.snomed()), condition);
    }

    private Entry observation(Result result) {
        ObjectNode observation = Fhir.resource("Observation").put("status", "final");
        observation.set("category", Fhir.array(Fhir.concept(Fhir.hl7("observation-category", "laboratory"))));
        observation.set(
                "code",
                loinc(
                        result.loinc(),
                        result.en(),
                        chart.vocabulary().term(result.loinc()).orElse(result.en())));
        observation.set("subject", chart.patient());
        observation.set("encounter", Fhir.reference(encounter));
        String time = chart.at(result.day(), result.time());
        observation.put("effectiveDateTime", time).put("issued", time);
        if (result.value() != null) {
            ObjectNode quantity = Fhir.object().put("value", result.value()).put("unit", result.unit());
            observation.set(
                    "valueQuantity",
                    quantity.put("system", "http://unitsofmeasure.org").put("code", result.unit()));
        } else {
            observation.put("valueString", result.text());
        }
        if (result.flag() != null) {
            observation.set(
                    "interpretation",
                    Fhir.array(Fhir.concept(Fhir.hl7("v3-ObservationInterpretation", result.flag()))));
        }
        return new Entry(observationUrl(result.loinc()), observation);
    }

    private Entry report(Report report) {
        ObjectNode node = Fhir.resource("DiagnosticReport").put("status", "final");
        node.set("category", Fhir.array(Fhir.concept(Fhir.hl7("v2-0074", report.category()))));
        node.set("code", loinc(report.loinc(), report.en(), report.zh()));
        node.set("subject", chart.patient());
        node.set("encounter", Fhir.reference(encounter));
        String time = chart.at(report.day(), report.time());
        node.put("effectiveDateTime", time).put("issued", time);
        ObjectNode performer = Optional.ofNullable(report.author())
                .map(author -> chart.directory().staff(author).reference())
                .orElseGet(chart.directory()::institution);
        node.set("performer", Fhir.array(performer));
        ArrayNode results = Fhir.array();
        Optional.ofNullable(report.results())
                .orElse(List.of())
                .forEach(code -> results.add(Fhir.reference(observationUrl(code))));
        if (!results.isEmpty()) {
            node.set("result", results);
        }
        node.put("conclusion", report.conclusion());
        Optional.ofNullable(report.condition())
                .ifPresent(code ->
                        node.set("conclusionCode", Fhir.array(chart.vocabulary().concept(code, english(code)))));
        return new Entry(chart.url("report", report.loinc()), node);
    }

    private Entry order(Drug drug) {
        ObjectNode order =
                Fhir.resource("MedicationRequest").put("status", "active").put("intent", "order");
        order.set(
                "medicationCodeableConcept",
                Fhir.concept(Fhir.coding(Fhir.ATC, drug.atc(), drug.en())).put("text", drug.zh()));
        order.set("subject", chart.patient());
        order.set("encounter", Fhir.reference(encounter));
        order.put("authoredOn", chart.at(drug.day(), drug.day() == episode.day() ? episode.time() : "10:00"));
        order.set("requester", care.responsible().reference());
        order.set("dosageInstruction", Fhir.array(Fhir.text(drug.zh())));
        return new Entry(chart.url("order", drug.atc()), order);
    }

    private Entry procedure(Operation operation) {
        ObjectNode procedure = Fhir.resource("Procedure").put("status", "completed");
        procedure.set(
                "code",
                Fhir.concept(Fhir.coding(Fhir.SNOMED, operation.snomed(), operation.en()))
                        .put("text", operation.zh()));
        procedure.set("subject", chart.patient());
        procedure.set("encounter", Fhir.reference(encounter));
        procedure.put("performedDateTime", chart.at(operation.day(), operation.time()));
        procedure.set(
                "performer",
                Fhir.array(Fhir.object().set("actor", care.responsible().reference())));
        return new Entry(chart.url("procedure", operation.snomed()), procedure);
    }

    private Entry note(Episode.Note note) {
        NoteWriter writer = new NoteWriter(chart);
        String time = chart.at(note.day(), note.time());
        Staff usual = note.kind() == NoteKind.NURSING ? care.nurse() : care.responsible();
        Staff author =
                Optional.ofNullable(note.author()).map(chart.directory()::staff).orElse(usual);
        return writer.note(
                note.kind(),
                encounter,
                author,
                time,
                writer.fill(note.text(), care, chinese(episode.mainIllness().snomed()), time));
    }

    private List<Entry> formerStay(FormerStay former) {
        Staff doctor = chart.directory().staff(former.responsible());
        Care formerCare = chart.directory()
                .care(former.unit(), doctor, chart.care(former.unit()).nurse());
        ObjectNode stay = Fhir.resource("Encounter").put("status", "finished");
        stay.set("class", Fhir.hl7("v3-ActCode", "IMP"));
        stay.set("subject", chart.patient());
        stay.set("participant", Encounters.participants(formerCare));
        String end = chart.at(former.day() - former.days(), "10:30");
        stay.set(
                "period",
                Fhir.object().put("start", chart.at(former.day(), "15:00")).put("end", end));
        stay.set("reasonCode", Fhir.array(chart.vocabulary().concept(former.snomed(), english(former.snomed()))));
        stay.set("location", Encounters.location(formerCare));
        stay.set("serviceProvider", formerCare.unitReference());
        String url = chart.url("former-stay");
        NoteWriter writer = new NoteWriter(chart);
        String text = writer.fill(former.note(), formerCare, chinese(former.snomed()), end);
        return List.of(new Entry(url, stay), writer.note(NoteKind.DISCHARGE, url, doctor, end, text));
    }

    private String observationUrl(String loinc) {
        return chart.url("result", episode.result(loinc).orElseThrow().loinc());
    }

    private String english(String snomed) {
        return episode.conditions().stream()
                .filter(illness -> illness.snomed().equals(snomed))
                .findFirst()
                .orElseThrow()
                .en();
    }

    private String chinese(String snomed) {
        return chart.vocabulary().diagnosis(snomed).orElseThrow().zh();
    }

    private static ObjectNode loinc(String code, String english, String chinese) {
        return Fhir.concept(Fhir.coding(Fhir.LOINC, code, english)).put("text", chinese);
    }
}

package org.suwen.cli.generate.record;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.suwen.cli.generate.person.Identity;
import org.suwen.cli.generate.record.Directory.Care;
import org.suwen.cli.generate.record.Directory.Staff;
import org.suwen.cli.generate.record.Episode.NoteKind;
import tools.jackson.databind.node.ObjectNode;

/** Writes clinical notes in Chinese that name the patient, as real notes do. */
final class NoteWriter {

    private final Chart chart;

    NoteWriter(Chart chart) {
        this.chart = chart;
    }

    /** A note of a visit from one of the templates of its kind. */
    Entry fromTemplate(NoteKind kind, String encounter, Care care, String diagnosis, String time) {
        Chart.NoteTemplates templates = chart.hospital().templates();
        List<String> choices =
                switch (kind) {
                    case OUTPATIENT, PROGRESS -> templates.outpatient();
                    case EMERGENCY -> templates.emergency();
                    case DISCHARGE -> templates.discharge();
                    case OPERATION -> templates.operation();
                    case NURSING -> templates.nursing();
                };
        String template = chart.chance("note", encounter).pick(choices);
        return note(kind, encounter, care.responsible(), time, fill(template, care, diagnosis, time));
    }

    /** A note with this text. */
    Entry note(NoteKind kind, String encounter, Staff author, String time, String text) {
        ObjectNode note = Fhir.resource("DocumentReference").put("status", "current");
        note.set(
                "type",
                Fhir.concept(Fhir.coding(Fhir.LOINC, kind.loinc, kind.en)).put("text", kind.zh));
        note.set("subject", chart.patient());
        note.put("date", time);
        note.set("author", Fhir.array(author.reference()));
        note.set("custodian", chart.directory().institution());
        ObjectNode attachment =
                Fhir.object().put("contentType", "text/plain;charset=utf-8").put("language", "zh-CN");
        attachment.put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        attachment.put("title", kind.zh).put("creation", time);
        note.set("content", Fhir.array(Fhir.object().set("attachment", attachment)));
        note.set("context", Fhir.object().set("encounter", Fhir.array(Fhir.reference(encounter))));
        return new Entry(chart.url("note", encounter, kind.name(), time), note);
    }

    /** The template with the patient's own words filled in. */
    String fill(String template, Care care, String diagnosis, String time) {
        Identity patient = chart.identity();
        Map<String, String> words = Map.ofEntries(
                Map.entry("name", patient.name().full()),
                Map.entry("sex", patient.sex().zh()),
                Map.entry("age", patient.age(LocalDate.parse(time.substring(0, 10)))),
                Map.entry("record", patient.record()),
                Map.entry("phone", patient.phone()),
                Map.entry("address", patient.address().full()),
                Map.entry("contact", patient.contact().name().full()),
                Map.entry("contactPhone", patient.contact().phone()),
                Map.entry("department", care.unitName()),
                Map.entry("doctor", care.responsible().name()),
                Map.entry("diagnosis", diagnosis));
        String filled = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled.strip();
    }
}

package org.suwen.cli.generate.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.cli.generate.record.Directory.Care;
import org.suwen.cli.generate.record.Episode.NoteKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes Synthea's years of a patient as this hospital's record: units, staff, codes and notes are ours. */
final class HistoryWriter {

    private static final int NOTED_VISITS = 4;

    private final Chart chart;
    private final List<Entry> selected;
    private final UnitChooser units;
    private final Cleaner cleaner;
    private final Map<String, Care> careOf = new HashMap<>();
    private final Care usualCare;

    HistoryWriter(Chart chart, RawRecord raw, DateShift shift, Selection selection) {
        this.chart = chart;
        this.selected = selection.select(raw);
        this.units = new UnitChooser(chart.vocabulary(), raw, selected);
        Set<String> urls = selected.stream().map(Entry::fullUrl).collect(Collectors.toSet());
        urls.add(chart.patientUrl());
        this.cleaner = new Cleaner(chart, shift, urls, selection::isLeftOut);
        this.usualCare = chart.care("GP");
        encounters().forEach(entry -> careOf.put(entry.fullUrl(), chart.care(units.unit(entry))));
    }

    List<Entry> write() {
        List<Entry> written = new ArrayList<>();
        ClaimWriter claims = new ClaimWriter(chart, cleaner);
        for (Entry entry : selected) {
            Care care = careOf.getOrDefault(encounterOf(entry), usualCare);
            ObjectNode resource =
                    switch (entry.type()) {
                        case "Encounter" -> encounter(entry);
                        case "Claim" -> claims.claim(entry.resource());
                        case "ExplanationOfBenefit" -> claims.explanation(entry.resource());
                        default -> cleaner.resource(entry.resource(), care);
                    };
            written.add(new Entry(entry.fullUrl(), resource));
        }
        written.addAll(notes());
        return written;
    }

    private ObjectNode encounter(Entry entry) {
        ObjectNode source = entry.resource();
        Care care = careOf.getOrDefault(entry.fullUrl(), usualCare);
        ObjectNode encounter =
                Fhir.resource("Encounter").put("status", source.path("status").asString());
        encounter.set("class", source.path("class"));
        cleaner.element(source.path("type"), care).ifPresent(type -> encounter.set("type", type));
        encounter.set("subject", chart.patient());
        encounter.set("participant", Encounters.participants(care));
        cleaner.element(source.path("period"), care).ifPresent(period -> encounter.set("period", period));
        if (source.has("reasonCode")) {
            cleaner.element(source.path("reasonCode"), care).ifPresent(reason -> encounter.set("reasonCode", reason));
        }
        encounter.set("location", Encounters.location(care));
        encounter.set("serviceProvider", care.unitReference());
        return encounter;
    }

    /** Notes of the latest visits. */
    private List<Entry> notes() {
        NoteWriter writer = new NoteWriter(chart);
        List<Entry> latest = encounters().stream()
                .filter(entry -> !entry.resource()
                        .path("class")
                        .path("code")
                        .asString("")
                        .equals("VR"))
                .sorted(Comparator.comparing((Entry entry) -> start(entry))
                        .thenComparing(Entry::fullUrl)
                        .reversed())
                .limit(NOTED_VISITS)
                .toList();
        List<Entry> notes = new ArrayList<>();
        for (Entry encounter : latest) {
            Optional<Vocabulary.Diagnosis> diagnosis = units.diagnosis(encounter);
            String zh = diagnosis.map(Vocabulary.Diagnosis::zh).orElse("健康检查及随访");
            Care care = careOf.getOrDefault(encounter.fullUrl(), usualCare);
            NoteKind kind = kind(encounter);
            String end = encounter.resource().path("period").path("end").asString(start(encounter));
            String time = cleaner.date(Fhir.object().stringNode(end));
            notes.add(writer.fromTemplate(kind, encounter.fullUrl(), care, zh, time));
        }
        return notes;
    }

    private static NoteKind kind(Entry encounter) {
        return switch (encounter.resource().path("class").path("code").asString("")) {
            case "EMER" -> NoteKind.EMERGENCY;
            case "IMP" -> NoteKind.DISCHARGE;
            default -> NoteKind.OUTPATIENT;
        };
    }

    private List<Entry> encounters() {
        return selected.stream()
                .filter(entry -> entry.type().equals("Encounter"))
                .toList();
    }

    private static String start(Entry encounter) {
        return encounter.resource().path("period").path("start").asString("");
    }

    private static String encounterOf(Entry entry) {
        JsonNode resource = entry.resource();
        String encounter = resource.path("encounter").path("reference").asString("");
        return encounter.isEmpty() ? resource.path("context").path("reference").asString("") : encounter;
    }
}

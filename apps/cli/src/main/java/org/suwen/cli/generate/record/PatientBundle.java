package org.suwen.cli.generate.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.suwen.cli.generate.person.Identity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A patient's record as one self-contained FHIR R4 transaction bundle. */
public final class PatientBundle {

    private static final int NOTICE_DAYS = 300;

    private final Chart chart;
    private final RawRecord raw;
    private final List<Entry> entries;

    private PatientBundle(Chart chart, RawRecord raw, List<Entry> entries) {
        this.chart = chart;
        this.raw = raw;
        this.entries = List.copyOf(entries);
    }

    /** The bundle of this patient; a featured one has an episode. At most so many bills are kept. */
    public static PatientBundle write(
            Chart chart, RawRecord raw, DateShift shift, Optional<Episode> episode, int claims) {
        PatientWriter patient = new PatientWriter(chart);
        List<Entry> entries = new ArrayList<>();
        entries.add(patient.patient());
        Optional<Entry> guardian = episode.filter(one -> one.guardian() != null).map(one -> patient.guardian());
        guardian.ifPresent(entries::add);
        ConsentWriter consents = new ConsentWriter(chart, guardian.map(Entry::fullUrl));
        int daysAgo = episode.map(Episode::day)
                .orElseGet(() -> 1 + chart.chance("notice").below(NOTICE_DAYS));
        entries.addAll(consents.write(episode.map(Episode::agreement).orElseGet(consents::byChance), daysAgo));
        Selection selection = new Selection(
                chart.vocabulary(), episode.filter(Episode::isOrdinary).isPresent(), claims);
        entries.addAll(new HistoryWriter(chart, raw, shift, selection).write());
        episode.ifPresent(one -> entries.addAll(new EpisodeWriter(chart, one).write()));
        entries.add(provenance(chart));
        return new PatientBundle(chart, raw, entries);
    }

    /**
     * The bundle's text with one entry a line.
     *
     * @throws IllegalStateException when something of Synthea's person is left in it
     */
    public String text() {
        Leftovers leftovers = new Leftovers(raw);
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            ObjectNode node = Fhir.object().put("fullUrl", entry.fullUrl());
            node.set("resource", entry.resource());
            node.set("request", Fhir.object().put("method", "POST").put("url", entry.type()));
            leftovers.find(node).ifPresent(pointer -> {
                throw new IllegalStateException("something of the simulated person is left at `%s` of %s in %s"
                        .formatted(pointer, entry.type(), chart.identity().record()));
            });
            lines.add(Json.MAPPER.writeValueAsString(node));
        }
        JsonNode meta = Fhir.testData();
        return "{\"resourceType\":\"Bundle\",\"meta\":%s,\"type\":\"transaction\",\"entry\":[\n%s\n]}\n"
                .formatted(Json.MAPPER.writeValueAsString(meta), String.join(",\n", lines));
    }

    /** Whose record it is. */
    public Identity identity() {
        return chart.identity();
    }

    /** The resources in the bundle's order. */
    public List<Entry> entries() {
        return entries;
    }

    private static Entry provenance(Chart chart) {
        ObjectNode provenance = Fhir.resource("Provenance");
        provenance.set("target", Fhir.array(chart.patient()));
        provenance.put("recorded", chart.at(0, "08:00"));
        ObjectNode agent = Fhir.object();
        agent.set("type", Fhir.concept(Fhir.hl7("provenance-participant-type", "assembler")));
        agent.set("who", chart.directory().institution());
        provenance.set("agent", Fhir.array(agent));
        return new Entry(chart.url("provenance"), provenance);
    }
}

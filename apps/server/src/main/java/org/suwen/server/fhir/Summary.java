package org.suwen.server.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.fhir.search.SearchException;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Sight;
import org.suwen.server.access.Sights;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Patient/[id]/$summary}: an International Patient Summary (HL7 IPS 1.1) of what the caller may see. A section
 * without entries says that nothing is available to this caller, whatever the reason: what is hidden and what is not there
 * look the same (I9).
 */
final class Summary {
    /** Most resources of one summary. */
    static final int MOST_ENTRIES = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LOINC = "http://loinc.org";

    private final Sights sights;
    private final FhirAsks asks;
    private final Clock clock;

    Summary(Sights sights, FhirAsks asks, Clock clock) {
        this.sights = sights;
        this.asks = asks;
        this.clock = clock;
    }

    /** A section: its code, title, what belongs in it; {@code always} is there even when empty (IPS requires three). */
    private record Section(String code, String title, Set<String> types, Optional<String> category, boolean always) {}

    private static final List<Section> SECTIONS = List.of(
            section("11450-4", "Problem list", true, "Condition"),
            section("48765-2", "Allergies and intolerances", true, "AllergyIntolerance"),
            section("10160-0", "Medication summary", true, "MedicationRequest", "MedicationStatement"),
            section("11369-6", "Immunizations", false, "Immunization"),
            section("47519-4", "History of procedures", false, "Procedure"),
            new Section(
                    "30954-2", "Results", Set.of("Observation", "DiagnosticReport"), Optional.of("laboratory"), false),
            new Section("8716-3", "Vital signs", Set.of("Observation"), Optional.of("vital-signs"), false));

    private static Section section(String code, String title, boolean always, String... types) {
        return new Section(code, title, Set.of(types), Optional.empty(), always);
    }

    /** Answers with the document, or with the refusal. */
    FhirReply of(FhirCall call, String id) {
        Ask ask = asks.of(call, Action.SEARCH, "fhir.summary");
        Optional<Sights.Located> patient = sights.located("Patient", id);
        if (patient.isEmpty()) {
            return Searchset.of(sights.absent(ask, "Patient"));
        }
        return sights.again(() -> {
            Sight sight = sights.of(ask, patient.get().patient());
            Optional<Answer> no = sights.refusal(ask, sight);
            return no.isPresent() ? Searchset.of(no.get()) : document(call, ask, sight);
        });
    }

    private FhirReply document(FhirCall call, Ask ask, Sight sight) {
        Map<Section, List<Sight.Row>> found = new LinkedHashMap<>();
        List<Sight.Row> all = new ArrayList<>(sight.all("Patient").values());
        for (Section section : SECTIONS) {
            List<Sight.Row> rows = new ArrayList<>();
            for (String type : section.types().stream().sorted().toList()) {
                sight.all(type).values().stream()
                        .filter(row -> belongs(section, row))
                        .forEach(rows::add);
            }
            found.put(section, rows);
            all.addAll(rows);
        }
        if (all.size() > MOST_ENTRIES) {
            throw new SearchException(
                    "too-costly", "", "the summary has more than `" + MOST_ENTRIES + "` resources; search instead");
        }
        Answer.Page page = sights.release(ask, sight, all, new Sights.Around(Optional.empty(), OptionalLong.empty()));
        String document = asks.newId().toString();
        List<Object> entries = new ArrayList<>();
        entries.add(entry("urn:uuid:" + document, composition(document, call.base(), sight, found)));
        for (Answer.Resource each : page.resources()) {
            entries.add(entry(call.base() + each.type() + "/" + each.id(), JSON.readTree(each.json())));
        }
        Map<String, Object> bundle = object(
                "resourceType",
                "Bundle",
                "identifier",
                object("system", "urn:ietf:rfc:3986", "value", "urn:uuid:" + document),
                "type",
                "document",
                "timestamp",
                now(),
                "entry",
                entries);
        return FhirReply.of(200, JSON.writeValueAsBytes(bundle))
                .with(FhirAnswers.DECISION, page.trail().decision().toString())
                .with(FhirAnswers.ENTRY, Long.toString(page.trail().entry()))
                .with(FhirAnswers.GROUND, page.trail().ground());
    }

    private String now() {
        return clock.instant()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }

    private static Map<String, Object> entry(String fullUrl, Object resource) {
        return object("fullUrl", fullUrl, "resource", resource);
    }

    private static boolean belongs(Section section, Sight.Row row) {
        if (section.category().isEmpty() || row.type().equals("DiagnosticReport")) {
            return true;
        }
        for (JsonNode category : JSON.readTree(row.json()).path("category")) {
            for (JsonNode coding : category.path("coding")) {
                if (coding.path("code").asString("").equals(section.category().get())) {
                    return true;
                }
            }
        }
        return false;
    }

    private Object composition(String id, String base, Sight sight, Map<Section, List<Sight.Row>> found) {
        List<Object> sections = new ArrayList<>();
        found.forEach((section, rows) -> {
            if (section.always() || !rows.isEmpty()) {
                sections.add(section(section, base, rows));
            }
        });
        return object(
                "resourceType",
                "Composition",
                "id",
                id,
                "status",
                "final",
                "type",
                concept(LOINC, "60591-5", "Patient summary Document"),
                "subject",
                object("reference", base + "Patient/" + sight.patient()),
                "date",
                now(),
                "author",
                List.of(object("display", "Suwen")),
                "title",
                "International Patient Summary",
                "section",
                sections);
    }

    private static Object section(Section section, String base, List<Sight.Row> rows) {
        Map<String, Object> json = object(
                "title", section.title(),
                "code", concept(LOINC, section.code(), section.title()),
                "text", object("status", "generated", "div", narrative(rows)));
        if (rows.isEmpty()) {
            json.put(
                    "emptyReason",
                    concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "unavailable", "Unavailable"));
        } else {
            json.put(
                    "entry",
                    rows.stream()
                            .map(row -> object("reference", base + row.type() + "/" + row.id()))
                            .toList());
        }
        return json;
    }

    private static String narrative(List<Sight.Row> rows) {
        var text = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        if (rows.isEmpty()) {
            return text.append("<p>Nothing is available to you here.</p></div>").toString();
        }
        text.append("<ul>");
        rows.forEach(row -> text.append("<li>").append(escaped(title(row))).append("</li>"));
        return text.append("</ul></div>").toString();
    }

    /** What a row is about, in the words that are left of it for this caller. */
    private static String title(Sight.Row row) {
        JsonNode json = JSON.readTree(row.json());
        for (String name : List.of("code", "medicationCodeableConcept", "vaccineCode")) {
            String text = json.path(name).path("text").asString("");
            String display =
                    json.path(name).path("coding").path(0).path("display").asString("");
            if (!text.isEmpty() || !display.isEmpty()) {
                return text.isEmpty() ? display : text;
            }
        }
        return row.type();
    }

    private static String escaped(String text) {
        var safe = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> safe.append(c >= ' ' || c == '\t' || c == '\n' ? c : ' ');
            }
        }
        return safe.toString();
    }

    private static Map<String, Object> concept(String system, String code, String display) {
        return object("coding", List.of(object("system", system, "code", code, "display", display)));
    }

    private static Map<String, Object> object(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            map.put((String) pairs[at], pairs[at + 1]);
        }
        return map;
    }
}

package org.suwen.cli.generate.record;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.cli.generate.record.Vocabulary.Diagnosis;
import tools.jackson.databind.JsonNode;

/** Finds the care unit of a visit from what it was about. */
final class UnitChooser {

    private static final int PAEDIATRIC_AGE = 14;

    /** Types of visit that tell the unit by themselves. */
    private static final Map<String, String> BY_TYPE = Map.of(
            "424441002", "OBG/OB",
            "424619006", "OBG/OB",
            "169762003", "OBG/OB",
            "183460006", "OBG/OB",
            "162673000", "HC",
            "185349003", "HC",
            "410620009", "PED",
            "702927004", "ED",
            "33879002", "GP");

    private final Vocabulary vocabulary;
    private final LocalDate birth;
    private final Map<String, String> firstDiagnosis = new HashMap<>();

    /** Dates are Synthea's own here, before the shift. */
    UnitChooser(Vocabulary vocabulary, RawRecord raw, List<Entry> kept) {
        this.vocabulary = vocabulary;
        this.birth = LocalDate.parse(raw.patient().resource().path("birthDate").asString());
        for (Entry entry : kept) {
            if (entry.type().equals("Condition")) {
                String encounter =
                        entry.resource().path("encounter").path("reference").asString("");
                firstDiagnosis.putIfAbsent(encounter, code(entry.resource().path("code")));
            }
        }
    }

    String unit(Entry encounter) {
        JsonNode resource = encounter.resource();
        if (resource.path("class").path("code").asString("").equals("EMER")) {
            return "ED";
        }
        Optional<String> byDiagnosis = diagnosis(encounter).map(Diagnosis::unit);
        if (ageYears(resource) < PAEDIATRIC_AGE) {
            return byDiagnosis.filter(unit -> unit.equals("STOM")).orElse("PED");
        }
        return byDiagnosis.orElseGet(
                () -> BY_TYPE.getOrDefault(code(resource.path("type").path(0)), "GP"));
    }

    /** What the visit was about: its reason, else the first diagnosis made there. */
    Optional<Diagnosis> diagnosis(Entry encounter) {
        String reason = code(encounter.resource().path("reasonCode").path(0));
        return known(reason).or(() -> known(firstDiagnosis.getOrDefault(encounter.fullUrl(), "")));
    }

    private Optional<Diagnosis> known(String snomed) {
        return vocabulary.diagnosis(snomed).filter(diagnosis -> !diagnosis.isSocialFinding());
    }

    private long ageYears(JsonNode encounter) {
        String start = encounter.path("period").path("start").asString();
        return birth.until(LocalDate.parse(start.substring(0, 10))).getYears();
    }

    private static String code(JsonNode concept) {
        return concept.path("coding").path(0).path("code").asString("");
    }
}

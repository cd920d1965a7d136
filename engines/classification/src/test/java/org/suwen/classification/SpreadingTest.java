package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.classification.TestRules.ICD;
import static org.suwen.classification.TestRules.LOINC;
import static org.suwen.classification.TestRules.item;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpreadingTest {
    private final Labeller labeller = new Labeller(TestRules.rules());

    @Test
    void aDiagnosisSpreadsToTheNotesOfItsEncounterAndNoFurther() {
        Map<String, Inherited> spread = labeller.spreading()
                .spread(List.of(
                        placed("c", "Condition", "e1", Set.of(), ICD, "C16.9"),
                        placed("note", "DocumentReference", "e1", Set.of(), LOINC, "11506-3"),
                        placed("pulse", "Observation", "e1", Set.of(), LOINC, "8867-4"),
                        placed("other", "DocumentReference", "e2", Set.of(), LOINC, "11506-3"),
                        placed("none", "DocumentReference", "", Set.of(), LOINC, "11506-3")));

        assertThat(spread).containsOnlyKeys("note");
        assertThat(spread.get("note")).isEqualTo(new Inherited(Set.of("TUMOUR"), Set.of()));
    }

    @Test
    void aDiagnosisSpreadsToWhatPointsAtItInAnotherEncounter() {
        Map<String, Inherited> spread = labeller.spreading()
                .spread(List.of(
                        placed("Condition/1", "Condition", "e1", Set.of(), ICD, "A15.0"),
                        placed("lab", "Observation", "e2", Set.of("Condition/1"), LOINC, "718-7")));

        assertThat(spread.get("lab")).isEqualTo(new Inherited(Set.of(), Set.of(Flag.INFECTIOUS)));
    }

    @Test
    void anOrdinaryDiagnosisSpreadsNothing() {
        assertThat(labeller.spreading()
                        .spread(List.of(
                                placed("c", "Condition", "e1", Set.of(), ICD, "J18.9"),
                                placed("n", "DocumentReference", "e1", Set.of(), LOINC, "11506-3"))))
                .isEmpty();
    }

    @Test
    void onlyDiagnosesAreSources() {
        Labels tumour = labeller.label(item("Condition", ICD, "C16.9")).labels();

        assertThat(labeller.spreads("Condition", tumour).diseases()).containsExactly("TUMOUR");
        assertThat(labeller.spreads("Observation", tumour)).isEqualTo(Inherited.NONE);
    }

    private Placed placed(
            String key, String type, String encounter, Set<String> references, String system, String code) {
        return new Placed(
                key,
                type,
                encounter,
                references,
                labeller.label(item(type, system, code)).labels());
    }
}

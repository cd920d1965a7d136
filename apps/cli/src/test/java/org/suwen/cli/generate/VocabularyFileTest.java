package org.suwen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.suwen.cli.generate.person.Chance;
import org.suwen.cli.generate.record.Chart;
import org.suwen.cli.generate.record.Directory;
import org.suwen.cli.generate.record.Episode;
import org.suwen.cli.generate.record.Vocabulary;

class VocabularyFileTest {

    private final Chart.Hospital hospital = Library.hospital();

    @Test
    void treatsEveryDiagnosisInAUnitThatExists() {
        Vocabulary vocabulary = hospital.vocabulary();

        assertThat(vocabulary.all()).hasSizeGreaterThan(300).allSatisfy(diagnosis -> {
            assertThat(diagnosis.icd10()).matches("-|[A-Z]\\d\\d(\\.\\d)?");
            assertThat(hospital.directory().hasUnit(diagnosis.unit()))
                    .as(diagnosis.unit())
                    .isTrue();
        });
    }

    @Test
    void staffsEveryUnitWithADoctorAndANurse() {
        Directory directory = hospital.directory();

        assertThat(directory.units()).hasSizeGreaterThan(20).allSatisfy(unit -> {
            Directory.Care care = directory.care(unit, new Chance(1, unit));
            assertThat(care.responsible().role()).isEqualTo("DOCTOR");
            assertThat(care.nurse().role()).isEqualTo("NURSE");
        });
    }

    @Test
    void tellsOneStoryForEachFeaturedPatient() {
        assertThat(Library.episodes())
                .extracting(Episode::story)
                .containsExactly(
                        "TUMOUR", "ORDINARY", "HIV", "TUBERCULOSIS", "EMERGENCY", "PREGNANCY", "HEREDITARY", "INFANT")
                .hasSize(Cohort.FEATURED_PATIENTS);
    }
}

package org.suwen.formats.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.classification.Coding;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Item;
import org.suwen.classification.LabelRules;
import org.suwen.classification.Labeller;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.formats.yaml.FormatException;

class LabelRulesFilesTest {
    static final Path RULEBOOK = Path.of("../../rulebook/labels");
    private static final String CN = "https://suwen.org/fhir/icd-10-cn-clinical";
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10";
    private static final String LOINC = "http://loinc.org";
    private static final Labeller LABELLER = new Labeller(LabelRulesFiles.read(RULEBOOK));

    @TempDir
    Path folder;

    @Test
    void readsTheNationalBase() {
        LabelRules rules = LabelRulesFiles.read(RULEBOOK);

        assertThat(rules.diseases()).hasSize(8);
        assertThat(rules.types()).hasSizeGreaterThan(60);
        assertThat(rules.version())
                .hasSize(64)
                .isEqualTo(LabelRulesFiles.read(RULEBOOK).version());
    }

    @Test
    void anOrdinaryDiagnosisIsNoticeAndReducesToItsName() {
        Labels labels = condition(CN, "K29.500");

        assertThat(labels.level()).isEqualTo(Level.NOTICE);
        assertThat(labels.grade()).isEqualTo(3);
        assertThat(labels.floor()).isEqualTo(Granularity.OVERVIEW);
        assertThat(labels.specialDiseases()).isEmpty();
        assertThat(labels.flags()).containsExactlyInAnyOrder(Flag.PERSONAL_INFORMATION, Flag.SENSITIVE);
    }

    @Test
    void chineseClinicalCodesFallIntoTheirRanges() {
        assertThat(condition(CN, "C16.900x002").specialDiseases()).containsExactly("MALIGNANT_TUMOUR");
        assertThat(condition(CN, "A15.000").flags()).contains(Flag.INFECTIOUS, Flag.SPECIAL_ATTENTION);
        assertThat(condition(CN, "A15.000").specialDiseases()).isEmpty();
        Labels hiv = condition(CN, "B20.x00");
        assertThat(hiv.specialDiseases()).containsExactly("BLOOD_BORNE_INFECTION");
        assertThat(hiv.flags()).contains(Flag.INFECTIOUS, Flag.HIDDEN_ONLINE);
        assertThat(hiv.level()).isEqualTo(Level.AUTHORISED);
        assertThat(hiv.grade()).isEqualTo(5);
    }

    @Test
    void syphilisIsSpecialAndInfectiousAtOnce() {
        Labels labels = condition(ICD, "A53.9");

        assertThat(labels.specialDiseases()).containsExactly("SEXUALLY_TRANSMITTED_DISEASE");
        assertThat(labels.flags()).contains(Flag.INFECTIOUS);
    }

    @Test
    void aDaggerAndAsteriskPairIsReadPartByPart() {
        assertThat(condition(CN, "A17.000+G01*").flags())
                .contains(Flag.INFECTIOUS)
                .doesNotContain(Flag.UNKNOWN_CODE);
    }

    @Test
    void eachOfTheEightClassesIsReachedByAnIcdCode() {
        List<String> found = Stream.of("A54.9", "D66", "C50.9", "B18.1", "F32.9", "F11.2", "O04.9", "T74.1")
                .flatMap(code -> condition(ICD, code).specialDiseases().stream())
                .toList();

        assertThat(found)
                .containsExactly(
                        "SEXUALLY_TRANSMITTED_DISEASE",
                        "HEREDITARY_DISEASE",
                        "MALIGNANT_TUMOUR",
                        "BLOOD_BORNE_INFECTION",
                        "MENTAL_DISORDER",
                        "SUBSTANCE_DEPENDENCE",
                        "REPRODUCTIVE_HEALTH",
                        "VIOLENCE_OR_ABUSE");
    }

    @Test
    void aTestThatBetraysHivIsHiddenOnlineWhateverItsResult() {
        Labels labels = label("Observation", LOINC, "56888-1", "code.coding");

        assertThat(labels.flags()).contains(Flag.HIDDEN_ONLINE);
        assertThat(labels.specialDiseases()).containsExactly("BLOOD_BORNE_INFECTION");
    }

    @Test
    void anUnknownCodeIsStrictest() {
        Labels labels = label("Observation", LOINC, "12-not-a-code", "code.coding");

        assertThat(labels.flags()).contains(Flag.UNKNOWN_CODE, Flag.HIDDEN_ONLINE);
        assertThat(labels.grade()).isEqualTo(5);
        assertThat(labels.level()).isEqualTo(Level.AUTHORISED);
        assertThat(label("Observation", "http://hl7.org/fhir/sid/ndc", "1", "code.coding")
                        .flags())
                .contains(Flag.UNKNOWN_CODE);
    }

    @Test
    void aDischargeSummaryTellsLessThanAProgressNote() {
        Labels discharge = label("DocumentReference", LOINC, "18842-5", "type.coding");
        Labels note = label("DocumentReference", LOINC, "11506-3", "type.coding");

        assertThat(discharge.granularity()).isEqualTo(Granularity.SUMMARY);
        assertThat(discharge.level()).isEqualTo(Level.NOTICE);
        assertThat(note.granularity()).isEqualTo(Granularity.DETAIL);
        assertThat(note.level()).isEqualTo(Level.AUTHORISED);
        assertThat(note.dataClasses()).contains("PROGRESS_NOTE");
    }

    @Test
    void refusesSevenDiseaseClassesAndSaysWhere() throws IOException {
        copyRulebook();
        Path diseases = folder.resolve("diseases.yaml");
        Files.writeString(diseases, Files.readString(diseases).replaceFirst("(?m)^ *- \\{name: VIOLENCE.*$", ""));

        assertThatThrownBy(() -> LabelRulesFiles.read(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("diseases.yaml:5:3")
                .hasMessageContaining("exactly 8 classes, not 7");
    }

    @Test
    void anUnknownDiseaseClassNamesTheRuleAndItsLine() throws IOException {
        copyRulebook();
        Path codes = folder.resolve("diseases-codes.yaml");
        Files.writeString(codes, Files.readString(codes).replace("[VIOLENCE_OR_ABUSE]", "[VIOLENCE]"));

        assertThatThrownBy(() -> LabelRulesFiles.read(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("(?s).*diseases-codes.yaml:\\d+:\\d+: .*`VIOLENCE`.*");
    }

    @Test
    void aReversedRangeAnUnknownKeyAndABadGradeAreErrorsWithAPlace() throws IOException {
        refuses("diseases-codes.yaml", "A50-A64", "A64-A50", "ends before it starts");
        refuses("types.yaml", "classes: [DEMOGRAPHICS]", "klasses: [DEMOGRAPHICS]", "`klasses` is not known here");
        refuses("types.yaml", "grade: 3, level: DEFAULT", "grade: 6, level: DEFAULT", "a grade is 1 to 5");
        refuses("elements.yaml", "NAME: [name]", "NAMES: [name]", "not a kind of identifier");
        refuses("vocabularies.yaml", "plain/cvx.txt", "../cvx.txt", "missing in the folder");
    }

    private void refuses(String file, String from, String to, String message) throws IOException {
        copyRulebook();
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));

        assertThatThrownBy(() -> LabelRulesFiles.read(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*:\\d+:\\d+: .*");
    }

    private void copyRulebook() throws IOException {
        try (Stream<Path> files = Files.walk(RULEBOOK)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(RULEBOOK.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file));
            }
        }
    }

    private static Labels condition(String system, String code) {
        return label("Condition", system, code, "code.coding");
    }

    private static Labels label(String type, String system, String code, String path) {
        return LABELLER.label(Item.of(type, List.of(new Coding(path, system, code))))
                .labels();
    }
}

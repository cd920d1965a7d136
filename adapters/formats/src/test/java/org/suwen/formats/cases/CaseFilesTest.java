package org.suwen.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.decision.Action;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;

class CaseFilesTest {

    private static final Path CASES = Path.of("../../testdata/cases");

    private static final String HEAD = """
            id: X-1
            title: a case
            rules: [DOC-02]
            fixture:
              clock: "2025-06-10T10:00:00+08:00"
              institution: {id: H1}
              staff: [{id: R1, role: DOCTOR, title: RESIDENT, unit: GE/HB}]
              patients: [{id: P1, episodes: [{unit: GE/HB}]}]
              data: [{id: d1, patient: P1, kind: progress-note, disease: C16.9, author: R1, date: 2025-06-09}]
            steps:
            """;

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsLeftOutAsTheUsualSituation() throws IOException {
        Case read = one("  - ask: {actor: R1, patient: P1, data: d1}\n    expect: {decision: PERMIT}\n");

        Step.Ask ask = (Step.Ask) read.steps().get(0);
        assertThat(ask.action()).isEqualTo(Action.READ);
        assertThat(ask.purpose()).isEqualTo(Purpose.TREATMENT);
        assertThat(ask.approach().from()).isEqualTo("10.8.1.5");
        assertThat(ask.approach().factors()).hasSize(2);
        assertThat(read.fixture().patients().get(0).notice()).isTrue();
        assertThat(ask.expect().reason()).isEmpty();
    }

    @Test
    void writesTheResourceOfAKindAsJson() throws IOException {
        Case read = one("  - ask: {actor: R1, patient: P1, data: d1}\n    expect: {decision: PERMIT}\n");

        YamlMap json =
                YamlFile.read("json", read.fixture().data().get(0).json()).asMap();

        assertThat(json.text("resourceType")).isEqualTo("DocumentReference");
        assertThat(json.mapOrEmpty("subject").text("reference")).isEqualTo("Patient/P1");
        assertThat(json.mapOrEmpty("context").entries()).containsKey("event");
    }

    @Test
    void everyKindWritesAResource() {
        for (DataKind kind : DataKind.values()) {
            DataItem item = new DataItem(
                    "x",
                    "P1",
                    Optional.of(kind),
                    Optional.empty(),
                    Optional.of("R1"),
                    Optional.empty(),
                    "H1",
                    Optional.of(java.time.LocalDate.of(2025, 6, 9)),
                    Optional.empty());

            assertThat(YamlFile.read("json", item.json()).asMap().text("resourceType"))
                    .isEqualTo(kind.type());
        }
    }

    @Test
    void takesAWrittenOutResource() throws IOException {
        Files.writeString(
                folder.resolve("case.yaml"),
                HEAD.replace(
                                "kind: progress-note, disease: C16.9, ",
                                "resource: {resourceType: Observation, status: final, valueQuantity: {value: 7.2}, note: \"a \\\"b\\\"\"}, ")
                        + "  - wait: 1s\n");

        Case read = CaseFiles.read(folder.resolve("case.yaml")).get(0);

        assertThat(read.fixture().data().get(0).json())
                .isEqualTo("{\"resourceType\":\"Observation\",\"status\":\"final\","
                        + "\"valueQuantity\":{\"value\":7.2},\"note\":\"a \\\"b\\\"\"}");
    }

    @Test
    void namesThePlaceOfEachFault() throws IOException {
        fault("  - ask: {actor: R1, patient: P9}\n    expect: {decision: DENY}\n", ":11:31: there is no patient `P9`");
        fault("  - ask: {actor: R1, patient: P1}\n", "`ask` needs `expect`");
        fault("  - wait: 1s\n    expect: {decision: DENY}\n", "`wait` has no `expect`");
        fault("  - jump: 1s\n", "a step is exactly one of ask");
        fault(
                "  - ask: {actor: R1, patient: P1, purpos: TREATMENT}\n    expect: {decision: DENY}\n",
                "`purpos` is not known");
        fault("  - ask: {actor: R1, patient: P1}\n    expect: {}\n", "an expectation names at least one thing");
        fault(
                "  - upload: {device: W1, patient: P1, readings: {heart: 7}}\n    expect: {decision: DENY}\n",
                "`heart` is not one of");
        fault("  - at: tomorrow\n", "a time like 2026-03-02T10:00:00+08:00 is needed here");
    }

    @Test
    void refusesACaseThatStandsTwice() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), HEAD + "  - wait: 1s\n");
        Files.writeString(folder.resolve("b.yaml"), HEAD + "  - wait: 1s\n");

        assertThatThrownBy(() -> CaseFiles.read(folder)).hasMessageContaining("case `X-1` stands at");
    }

    @Test
    void thePublishedSchemaAcceptsEveryPublishedCase() throws IOException {
        SchemaCheck schema = schema();
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> cases = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("/fixtures/"))
                    .toList();

            assertThat(cases).hasSizeGreaterThan(8);
            for (Path file : cases) {
                assertThat(schema.fault(YamlFile.read(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void thePublishedSchemaRefusesWhatTheReaderRefuses() {
        SchemaCheck schema = schema();
        for (String step : List.of(
                "  - jump: 1s\n",
                "  - ask: {actor: R1}\n    expect: {decision: DENY}\n",
                "  - ask: {actor: R1, patient: P1, purpos: TREATMENT}\n    expect: {decision: DENY}\n",
                "  - ask: {actor: R1, patient: P1}\n",
                "  - wait: soon\n",
                "  - fault: EARTHQUAKE\n")) {
            assertThat(schema.fault(YamlFile.read("x.yaml", HEAD + step)))
                    .as(step)
                    .isPresent();
        }
    }

    @Test
    void thePublishedSchemaKnowsEveryWord() {
        String schema = YamlFile.read(CASES.resolve("case.schema.json")).toString();

        for (Enum<?>[] words : List.<Enum<?>[]>of(
                Action.values(), Purpose.values(), Role.values(), DutyKind.values(), Step.FaultKind.values())) {
            assertThat(Arrays.stream(words).map(Enum::name))
                    .allSatisfy(word -> assertThat(schema).contains(word));
        }
        assertThat(Arrays.stream(DataKind.values()).map(DataKind::word))
                .allSatisfy(word -> assertThat(schema).contains("value=" + word + ","));
    }

    private static SchemaCheck schema() {
        return new SchemaCheck(YamlFile.read(CASES.resolve("case.schema.json")).asMap());
    }

    private Case one(String steps) throws IOException {
        Path file = Files.writeString(folder.resolve("case.yaml"), HEAD + steps);
        return CaseFiles.read(file).get(0);
    }

    private void fault(String steps, String message) {
        assertThatThrownBy(() -> one(steps)).isInstanceOf(FormatException.class).hasMessageContaining(message);
    }
}

package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Layer;
import org.suwen.decision.Rulebook;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.YamlFile;

class RulebookFilesTest {

    private static final Path RULEBOOK = Path.of("../../rulebook");

    @TempDir
    private Path folder;

    @Test
    void readsTheRulebookOfTheRepository() {
        Rulebook rulebook = RulebookFiles.read(RULEBOOK);

        assertThat(rulebook.rules()).hasSizeGreaterThan(80);
        assertThat(rulebook.rules()).allSatisfy(rule -> {
            assertThat(rule.title().zh()).isNotBlank();
            assertThat(rule.legalBasis()).isNotBlank();
        });
        assertThat(new DecisionEngine(rulebook).rulebookVersion()).hasSize(64);
    }

    @Test
    void onlyTheDemoCountsLoopbackAsInTheHospital() {
        Rulebook served = RulebookFiles.read(RULEBOOK);
        Rulebook demo = RulebookFiles.read(RULEBOOK, List.of(RULEBOOK.resolve("demo")));

        assertThat(served.parameters().get("hospital.networks")).asString().doesNotContain("127.0.0.0");
        assertThat(demo.parameters().get("hospital.networks")).asString().contains("127.0.0.0/8");
    }

    @Test
    void writesWhatItReads() {
        Rulebook rulebook = RulebookFiles.read(RULEBOOK);
        RulebookReader reader = new RulebookReader();

        Rulebook again = reader.assemble(List.of(
                reader.parameters(
                        Layer.NATIONAL, YamlFile.read("parameters.yaml", RulebookWriter.parameters(rulebook))),
                reader.reasons(YamlFile.read("reasons.yaml", RulebookWriter.reasons(rulebook))),
                reader.rules(Layer.NATIONAL, YamlFile.read("n.yaml", RulebookWriter.rules(rulebook, Layer.NATIONAL))),
                reader.rules(Layer.SCENARIO, YamlFile.read("s.yaml", RulebookWriter.rules(rulebook, Layer.SCENARIO)))));

        assertThat(again.version()).isEqualTo(rulebook.version());
    }

    @Test
    void namesLineAndColumnInsideACondition() throws IOException {
        Path own = write("rules:\n"
                + rule("'data.special && actor.titel == \"CHIEF\"'", "deny: {gate: TITLE, reason: TITLE_CAP}"));

        assertThatThrownBy(() -> RulebookFiles.read(RULEBOOK, List.of(own)))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith("own.yaml:6:28: there is no attribute `actor.titel`");
    }

    @Test
    void refusesAHospitalRuleThatOpensData() throws IOException {
        Path own = write("rules:\n" + rule("'true'", "ground: {name: OWN_GROUP}"));

        assertThatThrownBy(() -> RulebookFiles.read(RULEBOOK, List.of(own)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("own.yaml:2:9")
                .hasMessageContaining("may only tighten");
    }

    @Test
    void refusesAHospitalThatLoosensANumber() throws IOException {
        Path own = write("parameters:\n  session.idle-limit: {type: DURATION, value: 20m}\n");

        assertThatThrownBy(() -> RulebookFiles.read(RULEBOOK, List.of(own)))
                .hasMessageContaining("session.idle-limit")
                .hasMessageContaining("may not set this value");
    }

    @Test
    void takesAHospitalThatTightensANumber() throws IOException {
        Path own = write("parameters:\n  session.idle-limit: {type: DURATION, value: 5m}\n");

        assertThat(RulebookFiles.read(RULEBOOK, List.of(own)).version())
                .isNotEqualTo(RulebookFiles.read(RULEBOOK).version());
    }

    @Test
    void refusesToSwitchOffARuleThatLeavesNoChoice() throws IOException {
        Path own = write("switchedOff: [ACC-05]\n");

        assertThatThrownBy(() -> RulebookFiles.read(RULEBOOK, List.of(own)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("doesn't leave the choice");
    }

    @Test
    void refusesARuleThatWouldCloseBreakGlass() throws IOException {
        Path own = write(
                "rules:\n" + rule("'true'", "deny: {gate: BASIS, reason: CONSENT}\n    evenUnder: [BREAK_GLASS]"));

        assertThatThrownBy(() -> RulebookFiles.read(RULEBOOK, List.of(own)))
                .hasMessageContaining("no rule may bind under BREAK_GLASS");
    }

    private static String rule(String when, String effect) {
        return """
                  - id: H-1
                    catalogue: [DOC-02]
                    title: {zh: 本院规则, en: Our rule}
                    basis: hospital order
                    when: %s
                    %s
                """.formatted(when, effect);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("own.yaml"), text);
    }
}

package org.suwen.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.decision.Role;
import picocli.CommandLine;

/** The command on the shipped rulebook, and on one with a fault. */
class RulesCommandTest {

    private static final String SHIPPED = "../../rulebook";

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        Clock clock = Clock.fixed(Instant.parse("2025-06-10T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
        CommandLine line = RulesCommand.commandLine(clock);
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void provesTheShippedProperties() {
        assertThat(run("prove", "--rulebook", SHIPPED)).isZero();
        assertThat(out.toString()).contains("proven   P-AI-PRESCRIPTION").doesNotContain("REFUTED");
    }

    @Test
    void refutesAPropertyWhoseRuleIsGone() throws IOException {
        copyWithout("id: ACC-03\n", "id: ACC-03\n    scope: {roles: [NURSE]}\n");

        assertThat(run("prove", "--rulebook", folder.toString())).isOne();
        assertThat(out.toString()).contains("REFUTED  P-ACCOUNT");
    }

    @Test
    void namesFileLineAndColumnOfATypeError() throws IOException {
        copyWithout("'!actor.active'", "'!actor.titel'");

        assertThat(run("check", "--rulebook", folder.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("access.yaml:").contains("actor.titel");
    }

    @Test
    void checksExportsAndCompares() throws IOException {
        copyWithout("id: ACC-03\n", "id: ACC-03\n    scope: {roles: [NURSE]}\n");

        assertThat(run("check", "--rulebook", SHIPPED)).isZero();
        assertThat(run("export", "--rulebook", SHIPPED)).isZero();
        assertThat(run("export", "--smt", "--rulebook", SHIPPED)).isZero();
        assertThat(out.toString()).contains("forbid (principal").contains("(echo \"P-AI-PRESCRIPTION\")");
    }

    @Test
    void showsWhoGainsByADraft() throws IOException {
        copyWithout("id: ACC-03\n", "id: ACC-03\n    scope: {roles: [NURSE]}\n");

        assertThat(run("diff", "--all", SHIPPED, folder.toString())).isZero();
        assertThat(out.toString())
                .contains("changed  rule ACC-03")
                .contains("gains")
                .contains("actor.active=false")
                .doesNotContain("loses")
                .doesNotContain(" by NURSE");
    }

    @Test
    void replaysQuestionsUnderADraft() throws IOException {
        copyWithout("id: ACC-03\n", "id: ACC-03\n    scope: {roles: [NURSE]}\n");
        Path questions = folder.resolve("questions.jsonl");
        Files.write(questions, List.of(Asked.line(Role.DOCTOR, false), Asked.line(Role.DOCTOR, true)));

        assertThat(run("replay", "--rulebook", SHIPPED, "--draft", folder.toString(), questions.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("gains    READ by DOCTOR for TREATMENT, DENY(")
                .contains("now PERMIT(RESPONSIBLE)")
                .contains("1 times, first by dr on line 1")
                .contains("2 questions replayed, 1 answered differently");
    }

    @Test
    void namesTheLineThatIsNoQuestion() throws IOException {
        Path questions = folder.resolve("questions.jsonl");
        Files.write(questions, List.of(Asked.line(Role.DOCTOR, true), "{\"request\": 1}"));

        assertThat(run("replay", "--rulebook", SHIPPED, "--draft", SHIPPED, questions.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("questions.jsonl`, line 2").contains("is no question");
    }

    private void copyWithout(String text, String instead) throws IOException {
        Path from = Path.of(SHIPPED);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace(text, instead));
            }
        }
    }
}

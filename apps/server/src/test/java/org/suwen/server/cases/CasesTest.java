package org.suwen.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.server.command.Arguments;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Carries out every published case against the real services, and sees that a wrong expectation is found. */
class CasesTest {

    private static final Path CASES = Path.of("../../testdata/cases");
    private static final Path COMPLIANCE = Path.of("../../docs/compliance.md");

    private static final Path STATES = Path.of("../../rulebook/compliance.yaml");

    @TempDir
    Path folder;

    private record Run(int status, String out) {}

    @Test
    void everyCasePassesAndTheCompliancePageIsFresh() throws IOException {
        Path fresh = folder.resolve("compliance.md");
        Path states = folder.resolve("compliance.yaml");

        Run run = check(CASES.toString(), "--compliance", fresh.toString(), "--states", states.toString());

        assertThat(run.out()).endsWith(" passed, 0 failed\n");
        assertThat(run.status()).isZero();
        assertThat(Files.readString(fresh))
                .as("write it again: ./suwen check testdata/cases --compliance docs/compliance.md --states"
                        + " rulebook/compliance.yaml")
                .isEqualTo(Files.readString(COMPLIANCE));
        assertThat(Files.readString(states)).as("the same with --states").isEqualTo(Files.readString(STATES));
    }

    @Test
    void aWrongExpectationFailsAndIsNamed() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, """
                fixture: {use: %s/fixtures/doc.yaml}
                cases:
                  - id: WRONG-1
                    title: a resident sees the report of a special disease
                    rules: [DOC-25]
                    steps:
                      - ask: {actor: R1, patient: P2, data: p2-report}
                        expect: {decision: PERMIT}
                """.formatted(CASES.toAbsolutePath()));

        Path html = folder.resolve("report.html");
        Path junit = folder.resolve("report.xml");

        Run run = check(wrong.toString(), "--html", html.toString(), "--junit", junit.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("WRONG-1", "wrong.yaml:7:14", "expected PERMIT, came DENY [TITLE_CAP]")
                .endsWith("0 passed, 1 failed\n");
        assertThat(Files.readString(html))
                .contains("R1 asks to READ p2-report of P2 for TREATMENT", "more than your title may see", "DOC-25");
        assertThat(failures(junit)).containsExactly("WRONG-1: a resident sees the report of a special disease");
    }

    /** The failed tests of a JUnit file, as any XML reader sees them. */
    private static List<String> failures(Path junit) {
        try {
            var tests = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(junit.toFile())
                    .getElementsByTagName("failure");
            return IntStream.range(0, tests.getLength())
                    .mapToObj(at -> ((Element) tests.item(at).getParentNode()).getAttribute("name"))
                    .toList();
        } catch (ParserConfigurationException | SAXException | IOException wrong) {
            throw new AssertionError("`" + junit + "` is no XML", wrong);
        }
    }

    private static Run check(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "check";
        System.arraycopy(words, 0, line, 1, words.length);
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = CheckCommand.run(Arguments.parse(line), out, out);
        return new Run(status, bytes.toString(StandardCharsets.UTF_8));
    }
}

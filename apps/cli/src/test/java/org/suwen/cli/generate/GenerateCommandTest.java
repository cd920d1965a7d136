package org.suwen.cli.generate;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs the command with a stand-in for Synthea in a real process ({@code App} in the test sources). */
class GenerateCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    @TempDir
    private Path folder;

    private Path home;
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void layOutAHome() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("tools/synthea"));
        Files.createFile(home.resolve("tools/synthea/pom.xml"));
        Path classes = folder.resolve("classes");
        try (Stream<Path> tree = Files.walk(Path.of("target/test-classes"))) {
            for (Path from : tree.filter(file -> file.toString().endsWith("App.class")
                            || file.toString().endsWith(".gz"))
                    .toList()) {
                Path to = classes.resolve(Path.of("target/test-classes").relativize(from));
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
        Files.createDirectories(home.resolve(".suwen/synthea"));
        Files.writeString(home.resolve(".suwen/synthea/classpath.txt"), classes.toString());
    }

    @Test
    void makesASetOfTheOrderedSize() throws IOException {
        Path out = folder.resolve("set");

        assertThat(run("--patients", "10", "--out", out.toString())).isZero();

        JsonNode hospital = new YAMLMapper().readTree(Files.readString(out.resolve("hospital.yaml")));
        assertThat(hospital.path("asOf").asString()).isEqualTo("2026-11-22");
        assertThat(hospital.path("patients")).hasSize(10);
        assertThat(names(out.resolve("patients"))).hasSize(10).contains("CL0000001.json", "CL0000010.json");
        assertThat(names(folder)).doesNotContain("raw").noneMatch(name -> name.contains(".part-"));
        assertThat(errors.toString()).contains("of 20").doesNotContain("Invented123");
    }

    @Test
    void leavesNothingBehindWhenSyntheaFails() throws IOException {
        Files.createFile(folder.resolve("fail"));

        assertThat(run("--patients", "9", "--out", folder.resolve("set").toString()))
                .isOne();

        assertThat(errors.toString())
                .contains("status 3")
                .contains("INFANT")
                .contains("out of luck")
                .doesNotContain("Invented123");
        assertThat(names(folder)).containsExactlyInAnyOrder("home", "classes", "fail");
    }

    @Test
    void keepsAnEarlierSetUnlessForced() throws IOException {
        Path out = Files.createDirectories(folder.resolve("set"));
        Files.writeString(out.resolve("hospital.yaml"), "earlier");

        assertThat(run("--patients", "8", "--out", out.toString())).isOne();
        assertThat(errors.toString()).contains("--force");
        assertThat(Files.readString(out.resolve("hospital.yaml"))).isEqualTo("earlier");

        assertThat(run("--patients", "8", "--out", out.toString(), "--force")).isZero();
        assertThat(Files.readString(out.resolve("hospital.yaml"))).startsWith("# The demo hospital");
    }

    @Test
    void neverReplacesAFolderItDidNotMake() throws IOException {
        Path out = Files.createDirectories(folder.resolve("letters"));
        Files.writeString(out.resolve("letter.txt"), "dear");

        assertThat(run("--patients", "8", "--out", out.toString(), "--force")).isOne();

        assertThat(errors.toString()).contains("something else than a generated set");
        assertThat(Files.readString(out.resolve("letter.txt"))).isEqualTo("dear");
    }

    @Test
    void refusesFewerPatientsThanTheStoryHas() {
        assertThat(run("--patients", "7", "--out", folder.resolve("set").toString()))
                .isOne();
        assertThat(errors.toString()).contains("at least 8");
    }

    @Test
    void answersWrongUsageWithStatusTwo() {
        assertThat(run("--patients", "many", "--out", "x")).isEqualTo(2);
        assertThat(run("--patients", "8")).isEqualTo(2);
    }

    @Test
    void saysWhatToDoWhenSyntheaCannotBeFetched() throws IOException {
        Files.delete(home.resolve(".suwen/synthea/classpath.txt"));
        maven("echo 'Unknown host'; exit 1");

        assertThat(run("--patients", "8", "--out", folder.resolve("set").toString()))
                .isOne();

        assertThat(errors.toString()).contains("connect to Maven Central once").contains("testdata/hospital");
        assertThat(home.resolve(".suwen/synthea/maven.log")).content().contains("Unknown host");
        assertThat(folder.resolve("set")).doesNotExist();
    }

    @Test
    void resolvesAgainWhenAJarIsGone() throws IOException {
        Path kept = home.resolve(".suwen/synthea/classpath.txt");
        String right = Files.readString(kept);
        Files.writeString(kept, folder.resolve("gone.jar").toString());
        maven("for a in \"$@\"; do case $a in -Dmdep.outputFile=*) printf '%s' '" + right
                + "' > \"${a#*=}\";; esac; done");

        assertThat(run("--patients", "8", "--out", folder.resolve("set").toString()))
                .isZero();

        assertThat(kept).content().isEqualTo(right);
    }

    private void maven(String script) throws IOException {
        Path wrapper = home.resolve("mvnw");
        Files.writeString(wrapper, "#!/bin/sh\n" + script + "\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new GenerateCommand(CLOCK, home));
        line.setErr(new PrintWriter(errors, true)).setOut(new PrintWriter(new StringWriter()));
        return line.execute(arguments);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

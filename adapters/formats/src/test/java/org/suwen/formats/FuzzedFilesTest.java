package org.suwen.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.decision.DecisionEngine;
import org.suwen.formats.cases.CaseFiles;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.formats.yaml.FormatException;

/** Spoilt rulebooks and cases are taken or refused with file, line and column; nothing else happens. */
class FuzzedFilesTest {

    private static final Path RULEBOOK = Path.of("../../rulebook");
    private static final Path CASES = Path.of("../../testdata/cases");
    private static final boolean LONG = Boolean.getBoolean("suwen.long");
    private static final int RULEBOOKS = LONG ? 20_000 : 100;
    private static final int CASE_FILES = LONG ? 200_000 : 2_000;

    /** Words and signs that mean something in these files or to YAML. */
    private static final List<String> ODD = List.of(
            ":",
            "-",
            "\"",
            "'",
            "\t",
            "&a",
            "*a",
            "!!int",
            "|",
            ">",
            "#",
            "{",
            "}",
            "[",
            "]",
            ",",
            "\0",
            "素",
            "999999999999999999999",
            "-1",
            "P1Y",
            "null",
            "~",
            "true",
            "param(\"x\")",
            "ground ==",
            "&&",
            "when:",
            "deny:",
            "id:",
            "scope:",
            "---",
            "...",
            "%YAML 9.9",
            "data.grade >= ",
            "has ",
            "\n",
            "\n\n  ",
            "  ");

    @TempDir
    private Path folder;

    private int taken;
    private int refused;

    @Test
    void spoiltRulebooksAreTakenOrRefusedWithAPlace() throws IOException {
        List<Path> files = copy(RULEBOOK);
        for (int seed = 0; seed < RULEBOOKS; seed++) {
            Random random = new Random(seed);
            Path file = files.get(random.nextInt(files.size()));
            String whole = Files.readString(file);
            Files.writeString(file, spoilt(whole, random));
            read(seed, () -> {
                var unused = new DecisionEngine(RulebookFiles.read(folder));
            });
            Files.writeString(file, whole);
        }

        assertThat(refused).isGreaterThan(RULEBOOKS / 5);
        assertThat(taken).isGreaterThan(RULEBOOKS / 50);
    }

    @Test
    void spoiltCasesAreTakenOrRefusedWithAPlace() throws IOException {
        List<Path> files = copy(CASES);
        for (int seed = 0; seed < CASE_FILES; seed++) {
            Random random = new Random(seed);
            String whole = Files.readString(files.get(random.nextInt(files.size())));
            Path file = folder.resolve("spoilt.yaml");
            Files.writeString(file, spoilt(whole, random));
            read(seed, () -> CaseFiles.read(file));
        }

        assertThat(refused).isGreaterThan(CASE_FILES / 5);
        assertThat(taken).isGreaterThan(CASE_FILES / 50);
    }

    private void read(int seed, Runnable reading) {
        try {
            reading.run();
            taken++;
        } catch (FormatException told) {
            assertThat(told.getMessage()).as("seed %s", seed).matches("(?s).+:\\d+:\\d+: .+");
            refused++;
        } catch (RuntimeException | StackOverflowError untold) {
            fail("seed %s: %s", seed, untold);
        }
    }

    private List<Path> copy(Path from) throws IOException {
        List<Path> copied = new ArrayList<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                copied.add(Files.copy(file, to));
            }
        }
        return copied.stream()
                .filter(file -> !file.toString().contains("catalogue")
                        && !file.toString().contains("labels"))
                .toList();
    }

    private static String spoilt(String text, Random random) {
        String spoilt = text;
        for (int i = 0; i <= random.nextInt(2); i++) {
            spoilt = once(spoilt, random);
        }
        return spoilt;
    }

    private static String once(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int line = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> {
                return text.substring(0, from) + text.substring(to);
            }
            case 1 -> {
                return text.substring(0, from) + ODD.get(random.nextInt(ODD.size())) + text.substring(to);
            }
            case 2 -> {
                return text.substring(0, from);
            }
            case 3 -> lines.add(line, lines.get(random.nextInt(lines.size())));
            case 4 -> lines.set(line, "  " + lines.get(line));
            default -> Collections.swap(lines, line, random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }
}

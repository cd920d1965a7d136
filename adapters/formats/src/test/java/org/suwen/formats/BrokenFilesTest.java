package org.suwen.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.formats.cases.CaseFiles;
import org.suwen.formats.rulebook.RulebookFiles;
import org.suwen.formats.yaml.FormatException;

/** Every broken file of the corpus is refused as a whole, with its place and what is wrong. */
class BrokenFilesTest {

    private static final Path BROKEN = Path.of("../../testdata/broken");
    private static final Path RULEBOOK = Path.of("../../rulebook");

    @TempDir
    private Path folder;

    private record Expected(Path file, String place, String message) {}

    @TestFactory
    Stream<DynamicTest> namesPlaceAndFaultOfEachFile() throws IOException {
        return expected().stream()
                .map(each -> DynamicTest.dynamicTest(each.file().toString(), () -> {
                    Path file = BROKEN.resolve(each.file());
                    assertThatThrownBy(() -> read(file))
                            .isInstanceOf(FormatException.class)
                            .hasMessageStartingWith(file + ":" + each.place() + ": ")
                            .hasMessageContaining(each.message());
                }));
    }

    @Test
    void everyFileOfTheCorpusIsExpectedToFail() throws IOException {
        List<Path> named = expected().stream().map(Expected::file).toList();
        try (Stream<Path> files = Files.walk(BROKEN)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(BROKEN::relativize)
                    .toList();

            assertThat(found).hasSizeGreaterThan(60).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void aBrokenFileKeepsItsWholeFolderFromBeingRead() throws IOException {
        Files.copy(BROKEN.resolve("case/step-unknown.yaml"), folder.resolve("b.yaml"));
        Files.writeString(
                folder.resolve("a.yaml"),
                Files.readString(BROKEN.resolve("case/step-unknown.yaml"))
                        .replace("X-1", "X-2")
                        .replace("jump", "wait"));

        assertThat(CaseFiles.read(folder.resolve("a.yaml"))).hasSize(1);
        assertThatThrownBy(() -> CaseFiles.read(folder)).hasMessageContaining("b.yaml:11:5");
    }

    private static void read(Path file) {
        if (file.toString().contains("/rulebook/")) {
            RulebookFiles.read(RULEBOOK, List.of(file));
        } else {
            CaseFiles.read(file);
        }
    }

    private static List<Expected> expected() throws IOException {
        return Files.readAllLines(BROKEN.resolve("expected.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 3))
                .map(parts -> new Expected(Path.of(parts[0]), parts[1], parts[2]))
                .toList();
    }
}

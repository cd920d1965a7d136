package org.suwen.fhir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.suwen.classification.Elements;
import org.suwen.classification.LabelRules;
import org.suwen.formats.labels.LabelRulesFiles;

/** Committed sample resources: one of each type that Synthea 3.3.0 makes, synthetic throughout. */
final class Samples {
    static final LabelRules RULES = LabelRulesFiles.read(Path.of("../../rulebook/labels"));
    static final Elements ELEMENTS = new Elements(RULES);
    private static final Path FOLDER = Path.of("../../testdata/labels/resources");

    private Samples() {}

    static List<String> types() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] of(String type) {
        try {
            return Files.readAllBytes(FOLDER.resolve(type + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON with single quotes in place of double ones. */
    static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}

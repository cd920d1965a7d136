package org.suwen.cli.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.suwen.cli.generate.person.NameLists;
import org.suwen.cli.generate.record.Chart;
import org.suwen.cli.generate.record.Directory;
import org.suwen.cli.generate.record.Episode;
import org.suwen.cli.generate.record.Vocabulary;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The texts the generator is made of; they lie beside this class. */
final class Library {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Library() {}

    static String hospitalText() {
        return text("hospital.yaml");
    }

    static Chart.Hospital hospital() {
        return new Chart.Hospital(
                new Directory(YAML.readTree(hospitalText())),
                new Vocabulary(lines("diagnoses.csv"), lines("terms.csv")),
                YAML.readValue(text("notes.yaml"), Chart.NoteTemplates.class));
    }

    static NameLists names() {
        return YAML.readValue(text("names.yaml"), NameLists.class);
    }

    static List<Episode> episodes() {
        return YAML.readValue(text("episodes.yaml"), new TypeReference<List<Episode>>() {});
    }

    private static List<String> lines(String name) {
        return text(name).lines().toList();
    }

    private static String text(String name) {
        try (InputStream stream = Objects.requireNonNull(Library.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GenerateException("the file `%s` in suwen-cli can't be read".formatted(name), e);
        }
    }
}

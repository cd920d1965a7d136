package org.suwen.formats.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlFile;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;

/** Reads the catalogue from a folder with one YAML file a section; errors name file, line and column. */
public final class CatalogueFiles {

    private static final int MAX_FILES = 200;

    private CatalogueFiles() {}

    /**
     * The catalogue in this folder, sections in the order of their file names.
     *
     * @throws FormatException when a file breaks the format, or an id stands in another section than its letters say
     */
    public static Catalogue read(Path folder) {
        List<Catalogue.Section> sections = new ArrayList<>();
        for (Path file : files(folder)) {
            sections.add(section(YamlFile.read(file).asMap()));
        }
        return new Catalogue(sections);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.isEmpty() || files.size() > MAX_FILES) {
                throw new FormatException(
                        new Position(folder.toString(), 1, 1),
                        "a catalogue has 1 to " + MAX_FILES + " sections and not " + files.size());
            }
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException("the catalogue `" + folder + "` can't be read", failed);
        }
    }

    private static Catalogue.Section section(YamlMap map) {
        var unused = map.only("section", "title", "rules");
        String id = map.text("section");
        YamlMap title = map.get("title").asMap().only("zh", "en");
        Map<String, Catalogue.Row> rows = new LinkedHashMap<>();
        map.get("rules").asMap().entries().forEach((rule, node) -> {
            if (!rule.matches("[A-Z]{3}-[0-9]{2,3}") || !rule.startsWith(id + "-")) {
                throw node.fault("`" + rule + "` is no id of the section `" + id + "`; write it like " + id + "-01");
            }
            rows.put(rule, row(node));
        });
        return new Catalogue.Section(id, title.text("zh"), title.text("en"), rows);
    }

    private static Catalogue.Row row(YamlNode node) {
        YamlMap map = node.asMap().only("title", "kind", "evidence", "open");
        return new Catalogue.Row(
                map.text("title"),
                map.findConstant("kind", Catalogue.Kind.class).orElse(Catalogue.Kind.DUTY),
                map.boolOr("evidence", false),
                map.findText("open"));
    }
}

package org.suwen.formats.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.decision.Layer;
import org.suwen.decision.Property;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlFile;

/**
 * Reads a rulebook from a folder: {@code parameters.yaml}, {@code reasons.yaml}, and the rules in {@code national/},
 * {@code scenarios/} and, where it exists, {@code hospital/}.
 *
 * <p>Errors name file, line and column; an unknown key is an error. Files of a folder are read in the order of their
 * names, which is the order of the rules within a gate and layer.
 */
public final class RulebookFiles {

    /** The most files of one folder. */
    private static final int MAX_FILES = 500;

    private static final Map<Layer, String> FOLDERS =
            Map.of(Layer.NATIONAL, "national", Layer.SCENARIO, "scenarios", Layer.HOSPITAL, "hospital");

    private RulebookFiles() {}

    /**
     * The rulebook in this folder.
     *
     * @throws FormatException when a file can't be read or the rules don't hold together
     */
    public static Rulebook read(Path folder) {
        return read(folder, List.of());
    }

    /**
     * The rulebook in this folder with a hospital's own files on top.
     *
     * @param hospital files or folders of the hospital's layer
     * @throws FormatException when a file can't be read or the rules don't hold together
     */
    public static Rulebook read(Path folder, List<Path> hospital) {
        RulebookReader reader = new RulebookReader();
        List<RulebookPart> parts = new ArrayList<>();
        parts.add(reader.parameters(Layer.NATIONAL, YamlFile.read(folder.resolve("parameters.yaml"))));
        parts.add(reader.reasons(YamlFile.read(folder.resolve("reasons.yaml"))));
        for (Layer layer : Layer.values()) {
            for (Path file : yamlFiles(folder.resolve(FOLDERS.getOrDefault(layer, "")))) {
                parts.add(reader.rules(layer, YamlFile.read(file)));
            }
        }
        for (Path path : hospital) {
            for (Path file : Files.isDirectory(path) ? yamlFiles(path) : List.of(path)) {
                parts.add(reader.rules(Layer.HOSPITAL, YamlFile.read(file)));
            }
        }
        return reader.assemble(parts);
    }

    /**
     * What no permit of the rulebook in this folder may ever be: its {@code properties.yaml}.
     *
     * @throws FormatException when the file can't be read
     */
    public static List<Property> properties(Path folder) {
        RulebookReader reader = new RulebookReader();
        var unused = reader.parameters(Layer.NATIONAL, YamlFile.read(folder.resolve("parameters.yaml")));
        return reader.properties(YamlFile.read(folder.resolve("properties.yaml")));
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (found.size() > MAX_FILES) {
                throw new FormatException(
                        new Position(folder.toString(), 1, 1), "the folder holds more than " + MAX_FILES + " files");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

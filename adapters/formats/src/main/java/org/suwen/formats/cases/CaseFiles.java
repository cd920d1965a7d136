package org.suwen.formats.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;

/** Reads case files; errors name file, line and column, and an unknown key is an error. */
public final class CaseFiles {

    /** The most files of one folder. */
    private static final int MAX_FILES = 10_000;

    private static final int MAX_FOLDERS = 12;

    private CaseFiles() {}

    /**
     * The cases of a file, or of all {@code .yaml} files below a folder in the order of their paths; folders named
     * {@code fixtures} hold no cases.
     *
     * @throws FormatException when a file breaks the format or an id stands twice
     */
    public static List<Case> read(Path path) {
        List<Case> cases = new ArrayList<>();
        for (Path file : files(path)) {
            cases.addAll(new CaseReader(file).read());
        }
        Map<String, Case> byId = new HashMap<>();
        for (Case each : cases) {
            Case twin = byId.put(each.id(), each);
            if (twin != null) {
                throw new FormatException(each.at(), "case `" + each.id() + "` stands at " + twin.at() + " as well");
            }
        }
        return List.copyOf(cases);
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path, MAX_FOLDERS)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("/fixtures/"))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new FormatException(
                        new Position(path.toString(), 1, 1), "the folder holds more than " + MAX_FILES + " files");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

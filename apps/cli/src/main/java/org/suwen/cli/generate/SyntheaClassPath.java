package org.suwen.cli.generate;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where Synthea's jars are. Maven resolves `tools/synthea/pom.xml` once; the class path is then kept in
 * `.suwen/synthea/` and used without a network as long as its jars are there.
 */
final class SyntheaClassPath {

    private static final Path POM = Path.of("tools", "synthea", "pom.xml");

    private final Path root;

    SyntheaClassPath(Path root) {
        this.root = root;
    }

    /** The Suwen folder: this one, or the nearest above it. */
    static SyntheaClassPath find(Path start) {
        return Stream.iterate(start.toAbsolutePath().normalize(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve(POM)))
                .findFirst()
                .map(SyntheaClassPath::new)
                .orElseThrow(() -> new GenerateException(
                        "no `%s` at or above `%s`: run this from the Suwen folder or set SUWEN_HOME to it"
                                .formatted(POM, start.toAbsolutePath())));
    }

    /** The class path, resolved now if it is not yet known. */
    String resolve() throws IOException, InterruptedException {
        Path kept = root.resolve(".suwen/synthea/classpath.txt");
        if (Files.isRegularFile(kept)) {
            String classPath = Files.readString(kept).strip();
            if (allThere(classPath)) {
                return classPath;
            }
        }
        Files.createDirectories(kept.getParent());
        Path fresh = kept.resolveSibling("classpath.txt.new");
        runMaven(fresh);
        String classPath = Files.readString(fresh).strip();
        Files.move(fresh, kept, StandardCopyOption.REPLACE_EXISTING);
        return classPath;
    }

    private void runMaven(Path target) throws IOException, InterruptedException {
        Path log = target.resolveSibling("maven.log");
        Path wrapper = root.resolve("mvnw");
        List<String> command = List.of(
                Files.isExecutable(wrapper) ? wrapper.toString() : "mvn",
                "-q",
                "-B",
                "-f",
                root.resolve(POM).toString(),
                "dependency:build-classpath",
                "-Dmdep.outputFile=" + target);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int status;
        try {
            status = builder.start().waitFor();
        } catch (IOException e) {
            throw new GenerateException(
                    "Maven could not be started to fetch Synthea: install Maven or keep `mvnw` in the Suwen folder", e);
        }
        if (status != 0) {
            throw new GenerateException(
                    ("Synthea is not on this machine yet and could not be fetched: connect to Maven Central once,"
                                    + " or use the committed set `testdata/hospital`; Maven's own words are in `%s`")
                            .formatted(log));
        }
    }

    private static boolean allThere(String classPath) {
        return !classPath.isEmpty()
                && Arrays.stream(classPath.split(File.pathSeparator)).allMatch(jar -> Files.exists(Path.of(jar)));
    }
}

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Stands in for Synthea's main class in tests: writes a stored record as often as `-p` asks, or fails where told to. */
@SuppressWarnings("DefaultPackage") // Synthea's main class has no package either
public final class App {

    private App() {}

    /** Takes the arguments that the generator gives to Synthea. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        Path folder = given.stream()
                .filter(argument -> argument.startsWith("--exporter.baseDirectory="))
                .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1), "fhir"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(folder);
        int patients = Integer.parseInt(given.get(given.indexOf("-p") + 1));
        boolean infants = given.contains("0-1");
        for (int i = 1; i <= patients; i++) {
            System.out.println(i + " -- Invented123 Person456");
            Files.write(folder.resolve("record-" + i + ".json"), record(infants ? "raw-infant" : "raw-woman"));
        }
        if (infants
                && Files.exists(Path.of(System.getProperty("java.class.path")).resolveSibling("fail"))) {
            System.out.println("out of luck");
            System.exit(3);
        }
    }

    private static byte[] record(String name) throws IOException {
        try (InputStream packed = App.class.getResourceAsStream("/org/suwen/cli/generate/" + name + ".json.gz");
                InputStream stream = new GZIPInputStream(packed)) {
            return stream.readAllBytes();
        }
    }
}

package org.suwen.cli.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.suwen.cli.generate.person.Chance;
import org.suwen.cli.progress.Progress;

/**
 * Runs Synthea in a process of its own (D26): one thread, fixed seeds and dates, UTC, so that a cohort is the same
 * everywhere. What it prints about locations it can't load or download is kept for a failure and not shown otherwise.
 */
final class Synthea implements AutoCloseable {

    /** The last day simulated; all dates are moved from here. */
    static final LocalDate SIMULATED_END = LocalDate.of(2025, 1, 1);

    private static final Pattern PATIENT_LINE = Pattern.compile("\\d+ -- .*");
    private static final int LINES_KEPT = 8;

    private final String classPath;
    private final GenerateOrder order;
    private final Queue<Process> running = new ConcurrentLinkedQueue<>();

    Synthea(String classPath, GenerateOrder order) {
        this.classPath = classPath;
        this.order = order;
    }

    /** Runs one cohort into a folder and returns its patients' files in the order of their names. */
    List<Path> run(Cohort cohort, Path folder, Progress progress) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(command(cohort, folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        running.add(process);
        Deque<String> lastLines = follow(process, cohort, progress);
        int status = process.waitFor();
        running.remove(process);
        Path records = folder.resolve("fhir");
        if (status != 0 || !Files.isDirectory(records)) {
            throw new GenerateException("Synthea ended with status %d in cohort `%s`; it last said: %s"
                    .formatted(status, cohort.name(), String.join(" | ", lastLines)));
        }
        return files(records, cohort);
    }

    /** Ends what still runs. */
    void stop() {
        running.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() {
        stop();
    }

    private static Deque<String> follow(Process process, Cohort cohort, Progress progress) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        int told = 0;
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (PATIENT_LINE.matcher(line).matches()) {
                    if (told++ < cohort.size()) {
                        progress.step();
                    }
                    continue; // a simulated person's name has no place in a message
                }
                last.addLast(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
            }
        }
        return last;
    }

    private static List<Path> files(Path records, Cohort cohort) throws IOException {
        try (Stream<Path> found = Files.list(records)) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (files.size() < cohort.size()) {
                throw new GenerateException("Synthea made %d of %d patients in cohort `%s`: try another `--seed`"
                        .formatted(files.size(), cohort.size(), cohort.name()));
            }
            return files.subList(0, cohort.size());
        }
    }

    private List<String> command(Cohort cohort, Path folder) {
        String day = SIMULATED_END.format(DateTimeFormatter.BASIC_ISO_DATE);
        String seed = Integer.toString(new Chance(order.seed(), "synthea", cohort.name()).seed());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                "App",
                "-s",
                seed,
                "-cs",
                seed,
                "-p",
                Integer.toString(cohort.size()),
                "-r",
                day,
                "-e",
                day));
        command.addAll(cohort.arguments());
        command.addAll(List.of(
                "--exporter.baseDirectory=" + folder,
                "--exporter.fhir.export=true",
                "--exporter.fhir.use_us_core_ig=true",
                "--exporter.hospital.fhir.export=false",
                "--exporter.practitioner.fhir.export=false",
                "--exporter.metadata.export=false",
                "--exporter.pretty_print=false",
                "--exporter.use_uuid_filenames=true",
                "--exporter.years_of_history=" + order.years(),
                "--generate.only_alive_patients=true",
                "--generate.thread_pool_size=1",
                "Massachusetts"));
        return command;
    }
}

package org.suwen.cli.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.suwen.cli.generate.GenerateCommand;
import org.suwen.cli.server.ChildServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The command `suwen bench fhir`: the real server with consent, encryption and log on, beside recorded peers. */
@Command(
        name = "fhir",
        description = "Measures the real server: start, import, reads, searches, memory; consent, encryption, log on.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:measured", "1:failed, or an answer was not right", "2:wrong usage"})
final class FhirCommand implements Callable<Integer> {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int FEWEST_PATIENTS = 12;

    /** Measured side by side on 2 cores, without consent, encryption or log; it can't be built from the registries. */
    private static final String PEER =
            "HAPI FHIR JPA 8.8.0 with PostgreSQL 15, 2 cores, no consent, encryption or log: start 39 s, import 290 to"
                    + " 360 resources/s, read 350 to 550/s, patient search of 100 rows 22/s, $everything of 100 rows 8/s,"
                    + " 1.4 GB resident";

    private final Clock clock;
    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--patients",
            paramLabel = "N",
            description = "Patients to generate, or to reuse when generated before (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int patients;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Bundles at once (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int clients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Time of each figure (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int seconds;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Put the result into this page, such as docs/performance.md.")
    private @Nullable Path page;

    FhirCommand(Clock clock, Path home) {
        this.clock = clock;
        this.home = home.toAbsolutePath();
    }

    @Override
    public Integer call() throws IOException {
        if (patients < FEWEST_PATIENTS || clients < 1 || seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "`--patients` is at least 12, `--clients` and `--seconds` at least 1");
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            return measure(err);
        } catch (IOException failed) {
            err.println("suwen bench fhir: " + failed.getMessage());
            err.flush();
            return 1;
        }
    }

    private int measure(PrintWriter err) throws IOException {
        Path hospital = hospital(err);
        Path root = Optional.ofNullable(home.getParent()).orElse(home);
        ChildServer.Program program = ChildServer.Program.of(root);
        err.println("measuring the machine");
        err.flush();
        Calibration.Figures machine = new Calibration(System::nanoTime).measure();
        Path work = Files.createTempDirectory(home, "bench-");
        Path data = work.resolve("data");
        FhirBench.Result result;
        double again;
        try {
            try (ChildServer server =
                    ChildServer.demo(program, data, List.of("--empty", "--hospital", hospital.toString()))) {
                var setting = new FhirBench.Setting(
                        FhirBench.bundles(hospital),
                        clients,
                        patients / 4,
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(Math.max(3, seconds)));
                result = new FhirBench(server, setting, err).run("dr.lin");
            }
            try (ChildServer server =
                    ChildServer.demo(program, data, List.of("--empty", "--hospital", hospital.toString()))) {
                again = server.startSeconds();
            }
        } finally {
            delete(work);
        }
        return tell(new Told(machine, result, again, Calibration.loadAverage()));
    }

    private record Told(Calibration.Figures machine, FhirBench.Result result, double secondStart, double loadAfter) {}

    private Path hospital(PrintWriter err) throws IOException {
        Path folder = home.resolve("hospital-" + patients);
        if (Files.exists(folder.resolve("hospital.yaml"))) {
            return folder;
        }
        CommandLine generate = new CommandLine(new GenerateCommand(clock)).setErr(err);
        if (generate.execute("--patients", Integer.toString(patients), "--out", folder.toString()) != 0) {
            throw new IOException("the patients could not be generated");
        }
        return folder;
    }

    private int tell(Told told) throws IOException {
        String text = text(told);
        spec.commandLine().getOut().println(text);
        String at = LocalDateTime.now(clock)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path file =
                Optional.ofNullable(home.getParent()).orElse(home).resolve("benchmarks/results/fhir-" + at + ".json");
        Files.createDirectories(file.getParent());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", "fhir");
        all.put("at", at);
        all.put("patients", patients);
        all.put("machine", told.machine());
        all.put("loadAfter", told.loadAfter());
        all.put("firstStartSeconds", told.result().startSeconds());
        all.put("secondStartSeconds", told.secondStart());
        all.put("rows", told.result().rows());
        all.put("sizes", told.result().sizes());
        all.put("peer", PEER);
        JSON.writeValue(file, all);
        spec.commandLine().getErr().println("kept in " + file);
        if (page != null) {
            Recorded.into(page, "fhir", text);
        }
        return told.result().rows().stream().allMatch(row -> row.wrong() == 0) ? 0 : 1;
    }

    private String text(Told told) {
        var text = new StringBuilder();
        line(text, "suwen bench fhir --patients %d --clients %d --seconds %d", patients, clients, seconds);
        line(
                text,
                "%d processors, Java %s; %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                told.machine().line());
        line(text, "load average when done %.2f; clients and server share the machine", told.loadAfter());
        line(
                text,
                "warm-up: a quarter of the bundles before import, %d s with 16 clients before each kind of request",
                Math.max(3, seconds));
        line(text, "");
        line(
                text,
                "%-34s %7s %10s %8s %8s %5s %12s",
                "",
                "clients",
                "per second",
                "p50 ms",
                "p99 ms",
                "wrong",
                "CPU us + DB");
        for (FhirBench.Row row : told.result().rows()) {
            line(
                    text,
                    "%-34s %7d %10.0f %8.2f %8.2f %5d %6.0f + %3.0f",
                    row.what(),
                    row.clients(),
                    row.perSecond(),
                    row.p50(),
                    row.p99(),
                    row.wrong(),
                    row.cost().server(),
                    row.cost().database());
        }
        line(
                text,
                "(import: resources a second; its latencies are of whole bundles; CPU: microseconds of processor time for each answer or\n"
                        + " resource imported, of the server and of PostgreSQL, which other work on the machine changes less)");
        line(text, "");
        line(
                text,
                "first start on an empty folder %.1f s, second start %.1f s",
                told.result().startSeconds(),
                told.secondStart());
        told.result().sizes().forEach((name, value) -> line(text, "%s: %d", name, value));
        line(text, "");
        line(text, "recorded peer, for scale: %s", PEER);
        return text.toString();
    }

    @FormatMethod
    private static void line(StringBuilder text, @FormatString String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

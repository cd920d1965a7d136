package org.suwen.cli.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.suwen.cli.progress.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command `suwen import`: sends every bundle of a folder to a server's {@code POST /fhir}, or puts NDJSON files, as bulk
 * exports have them, together as one bundle a patient first.
 */
@Command(
        name = "import",
        description =
                "Sends the FHIR transaction bundles, or NDJSON files, of a folder to a server; what it stored before is skipped.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all stored", "1:some failed; run it again to send those", "2:wrong usage"})
public final class ImportCommand implements Callable<Integer> {

    private static final int MOST_CLIENTS = 32;
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "A folder with *.json bundles, with a folder `patients` of them, or with *.ndjson files.")
    @SuppressWarnings("NullAway.Init") // required
    private Path folder;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://localhost:8080")
    @SuppressWarnings("NullAway.Init") // has a default
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with a bearer token (default: the variable SUWEN_TOKEN, else a demo's own token).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Bundles sent at once, 1 to 32 (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int clients;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Write what was not stored, with the reason, one JSON object a line.")
    private @Nullable Path rejects;

    /** Something to be sent: a bundle's file, or a bundle put together here. */
    private record Parcel(String name, Sending sending) {}

    private interface Sending {
        FhirServer.Sent by(FhirServer server) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return send();
        } catch (IOException failed) {
            err.println("suwen import: " + failed.getMessage());
            err.flush();
            return FAILED;
        }
    }

    private int send() throws IOException, InterruptedException {
        if (clients < 1 || clients > MOST_CLIENTS) {
            throw wrong("`--clients` is 1 to " + MOST_CLIENTS + ", not `" + clients + "`");
        }
        var sum = new Sum();
        List<Parcel> parcels = parcels(sum);
        try (var server = new FhirServer(url)) {
            server.signIn(token(server));
            int status = send(parcels, server, sum);
            if (rejects != null) {
                Rejects.write(rejects, sum.rejects);
            }
            return status;
        }
    }

    private List<Parcel> parcels(Sum sum) throws IOException {
        List<Path> lines = files(".ndjson");
        if (lines.isEmpty()) {
            return bundles().stream()
                    .map(each -> new Parcel(String.valueOf(each.getFileName()), server -> server.send(each)))
                    .toList();
        }
        Ndjson read = Ndjson.read(lines);
        List<Parcel> parcels = read.transactions().stream()
                .map(each -> new Parcel(each.name(), server -> server.send(each.bundle())))
                .toList();
        read.rejects().forEach(sum::reject);
        return parcels;
    }

    private int send(List<Parcel> bundles, FhirServer server, Sum sum) throws InterruptedException {
        try (ExecutorService senders = Executors.newFixedThreadPool(clients);
                Progress progress = Progress.of(
                        "sending bundles", bundles.size(), spec.commandLine().getErr())) {
            List<Future<FhirServer.Sent>> all = bundles.stream()
                    .map(each -> senders.submit(() -> each.sending().by(server)))
                    .toList();
            for (int at = 0; at < all.size(); at++) {
                sum.add(bundles.get(at).name(), result(all.get(at)));
                progress.step();
            }
        }
        return sum.tell();
    }

    /** What became of all bundles so far. */
    private final class Sum {
        private final long startNanos = System.nanoTime();
        private int stored;
        private int resources;
        private int known;
        private int failed;
        private final List<Rejects.Reject> rejects = new ArrayList<>();

        void reject(Rejects.Reject reject) {
            failed++;
            rejects.add(reject);
            spec.commandLine().getErr().println(reject.what() + ", line " + reject.line() + ": " + reject.reason());
        }

        void add(String bundle, FhirServer.Sent sent) {
            if (!sent.problem().isEmpty()) {
                failed++;
                rejects.add(new Rejects.Reject(bundle, 0, sent.problem()));
                spec.commandLine().getErr().println(bundle + ": " + sent.problem());
            } else if (sent.known()) {
                known++;
            } else {
                stored++;
                resources += sent.resources();
            }
        }

        int tell() {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%d bundles stored (%d resources in %.1f s, %.0f/s), %d were there before, %d failed%n",
                    stored,
                    resources,
                    seconds,
                    resources / seconds,
                    known,
                    failed);
            out.flush();
            return failed == 0 ? 0 : FAILED;
        }
    }

    private static FhirServer.Sent result(Future<FhirServer.Sent> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            String reason = Optional.ofNullable(failed.getCause())
                    .map(Throwable::getMessage)
                    .orElse("the connection broke");
            return FhirServer.Sent.failed("could not be sent: " + reason);
        }
    }

    private List<Path> bundles() throws IOException {
        Path inside = folder.resolve("patients");
        Path from = Files.isDirectory(inside) ? inside : folder;
        if (!Files.isDirectory(from)) {
            throw wrong("`" + folder + "` is not a folder");
        }
        List<Path> found = files(from, ".json");
        if (found.isEmpty()) {
            throw wrong("`" + from + "` holds neither *.json bundles nor *.ndjson files");
        }
        return found;
    }

    private List<Path> files(String ending) throws IOException {
        return Files.isDirectory(folder) ? files(folder, ending) : List.of();
    }

    private static List<Path> files(Path from, String ending) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException failed) {
            throw new IOException("`" + from + "` can't be listed: " + failed.getMessage(), failed);
        }
    }

    private String token(FhirServer server) throws IOException, InterruptedException {
        if (tokenFile != null) {
            return Files.readString(tokenFile).strip();
        }
        Optional<String> given = Optional.ofNullable(System.getenv("SUWEN_TOKEN"));
        return given.isPresent() ? given.get().strip() : server.demoToken("connector");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

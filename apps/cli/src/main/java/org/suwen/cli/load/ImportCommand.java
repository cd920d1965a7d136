package org.suwen.cli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suwen import DIR}: sends every bundle of a folder to a server's {@code POST /fhir}. */
@Command(
        name = "import",
        description = "Send the FHIR transaction bundles of a folder to a server; what was stored before is skipped.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder with *.json bundles, or with a folder `patients` of them")
    private @Nullable Path folder;

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "the server; default ${DEFAULT-VALUE}")
    private @Nullable URI url;

    @Option(names = "--token-file", description = "file with a bearer token; default: the variable SUWEN_TOKEN, else a demo token")
    private @Nullable Path tokenFile;

    @Option(names = "--clients", defaultValue = "4", description = "bundles sent at once, 1 to 32; default ${DEFAULT-VALUE}")
    private int clients;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (clients < 1 || clients > 32) {
            throw new ParameterException(line(), "`--clients` is 1 to 32, not `" + clients + "`");
        }
        List<Path> bundles = bundles();
        var server = new FhirServer(required(url));
        server.signIn(token(server));
        int failed = send(bundles, server);
        return failed == 0 ? 0 : 1;
    }

    private int send(List<Path> bundles, FhirServer server) throws InterruptedException {
        int failed = 0;
        int resources = 0;
        int known = 0;
        try (ExecutorService senders = Executors.newFixedThreadPool(clients);
                ProgressBar bar = bar(bundles.size())) {
            List<Future<FhirServer.Sent>> all =
                    bundles.stream().map(each -> senders.submit(() -> server.send(each))).toList();
            for (int at = 0; at < all.size(); at++) {
                FhirServer.Sent sent = result(all.get(at), bundles.get(at));
                bar.step();
                resources += sent.resources();
                known += sent.known() ? 1 : 0;
                if (!sent.problem().isEmpty()) {
                    failed++;
                    line().getErr().println(bundles.get(at).getFileName() + ": " + sent.problem());
                }
            }
        }
        line().getOut().println(bundles.size() - failed - known + " bundles stored (" + resources + " resources), " + known
                + " were there before, " + failed + " failed");
        return failed;
    }

    private static FhirServer.Sent result(Future<FhirServer.Sent> future, Path bundle) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            return FhirServer.Sent.failed(
                    "could not be sent from `" + bundle.getFileName() + "`: " + failed.getCause());
        }
    }

    private List<Path> bundles() throws IOException {
        Path given = required(folder);
        Path from = Files.isDirectory(given.resolve("patients")) ? given.resolve("patients") : given;
        if (!Files.isDirectory(from)) {
            throw new ParameterException(line(), "`" + given + "` is not a folder");
        }
        try (Stream<Path> files = Files.list(from)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new ParameterException(line(), "`" + from + "` holds no *.json bundle");
            }
            return found;
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private String token(FhirServer server) throws IOException, InterruptedException {
        if (tokenFile != null) {
            return Files.readString(tokenFile).strip();
        }
        Optional<String> given = Optional.ofNullable(System.getenv("SUWEN_TOKEN"));
        return given.isPresent() ? given.get().strip() : server.demoToken("connector");
    }

    private static ProgressBar bar(int count) {
        return new ProgressBarBuilder()
                .setTaskName("import")
                .setInitialMax(count)
                .setUnit(" bundles", 1)
                .setUpdateIntervalMillis(500)
                .build();
    }

    private picocli.CommandLine line() {
        return required(spec).commandLine();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("picocli left a required value out");
        }
        return value;
    }
}

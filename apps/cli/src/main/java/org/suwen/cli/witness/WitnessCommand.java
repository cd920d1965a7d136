package org.suwen.cli.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.Cosignature;
import org.suwen.ledger.note.NoteKeys;
import org.suwen.ledger.note.NoteVerifier;
import org.suwen.ledger.witness.FolderWitnessStore;
import org.suwen.ledger.witness.Witness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command `suwen witness`: keeps other institutions' checkpoints and cosigns them (C2SP tlog-witness). */
@Command(
        name = "witness",
        description = "Serves a witness: keeps other institutions' checkpoints and cosigns what continues them.",
        mixinStandardHelpOptions = true)
public final class WitnessCommand implements Callable<Integer> {

    private static final int BODY_LIMIT = 1 << 17;
    private static final int BACKLOG = 64;

    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--name",
            required = true,
            description = "The witness's name in its signatures, such as witness.hospital-b.example.")
    @SuppressWarnings("NullAway.Init") // required
    private String name;

    @Option(
            names = "--log",
            required = true,
            paramLabel = "KEY or FILE",
            description = "A log's public key, name+hash+base64; may be given several times.")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> logs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where key, checkpoints and evidence of forks are kept (default: ${DEFAULT-VALUE}).",
            defaultValue = ".suwen/witness")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path data;

    @Option(
            names = "--port",
            description = "The port (default: ${DEFAULT-VALUE}); 0 for a free one.",
            defaultValue = "8090")
    private int port;

    @Option(
            names = "--host",
            description = "The address to listen at (default: ${DEFAULT-VALUE}); put TLS in front of any other.",
            defaultValue = "127.0.0.1")
    @SuppressWarnings("NullAway.Init") // has a default
    private String host;

    /** A witness that signs with this clock's time. */
    public WitnessCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            HttpServer server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0), "close-witness"));
            new CountDownLatch(1).await(); // until the process is ended
            return 0;
        } catch (IOException failed) {
            spec.commandLine().getErr().println("suwen witness: " + failed.getMessage());
            return 1;
        }
    }

    private HttpServer start() throws IOException {
        Files.createDirectories(data);
        CheckpointSigner signer =
                Cosignature.signer(name, WitnessKey.of(data.resolve("key"), new SecureRandom()), clock);
        var witness = new Witness(known(), signer, new FolderWitnessStore(data));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getAllByName(host)[0], port), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/add-checkpoint", exchange -> add(exchange, witness));
        server.start();
        PrintWriter out = spec.commandLine().getOut();
        out.println("witness http://" + host + ":" + server.getAddress().getPort());
        out.println("key " + signer.verifier());
        out.flush();
        return server;
    }

    private Map<String, List<NoteVerifier>> known() throws IOException {
        Map<String, List<NoteVerifier>> known = new HashMap<>();
        for (String given : logs) {
            String text = given.contains("+") ? given : Files.readString(Path.of(given));
            try {
                NoteVerifier key = NoteKeys.parse(text, Optional.empty());
                known.computeIfAbsent(key.name(), none -> new ArrayList<>()).add(key);
            } catch (IllegalArgumentException malformed) {
                throw new ParameterException(spec.commandLine(), "`--log`: " + malformed.getMessage(), malformed);
            }
        }
        return known;
    }

    private static void add(HttpExchange exchange, Witness witness) throws IOException {
        try (exchange) {
            Witness.Answer answer = answer(exchange, witness);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Witness.Answer answer(HttpExchange exchange, Witness witness) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Witness.Answer(405, "text/plain", "add-checkpoint is a POST\n");
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            return new Witness.Answer(413, "text/plain", "the call has more than 128 KiB\n");
        }
        try {
            return witness.add(new String(body, StandardCharsets.UTF_8));
        } catch (UncheckedIOException full) { // it cosigns nothing that it can't keep
            return new Witness.Answer(503, "text/plain", "the witness can't keep what it sees\n");
        }
    }
}

package org.suwen.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.TestLedger;
import org.suwen.ledger.postgres.PostgresLedgerReader;

/**
 * Our ledger in the eyes of Go's {@code x/mod/sumdb}. Its tests exist where Debian's {@code golang-go} and {@code
 * golang-golang-x-mod-dev} are installed, as in CI; elsewhere a line says that they do not.
 */
class GoVerifierTest {
    private static final Path PROGRAM = Path.of("src/test/go/ledgercheck/main.go");
    private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");
    private static final int SIZE = 600;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> agreesWithGo() throws Exception {
        if (!Files.isDirectory(LIBRARY)) {
            System.out.println("not checked against Go: install golang-go and golang-golang-x-mod-dev");
            return Stream.empty();
        }
        Path log = folder.resolve("log");
        export(log);
        Path program = build();
        return Stream.of(
                DynamicTest.dynamicTest(
                        "accepts the ledger as it is",
                        () -> assertThat(run(program, log))
                                .isEqualTo("ok 600 entries, 4 checkpoints, 600 receipts, 3 consistency proofs")),
                DynamicTest.dynamicTest("rejects each changed file", () -> rejectsEachChange(program, log)));
    }

    /** A ledger that was closed and opened again between its checkpoints. */
    private static void export(Path log) throws IOException {
        Files.createDirectories(log);
        List<Checkpoint> checkpoints = new ArrayList<>();
        try (TestLedger database = TestLedger.create()) {
            for (int until : new int[] {1, 255, 512, SIZE}) {
                try (Ledger ledger = database.open()) {
                    while (ledger.status().head().size() < until) {
                        ledger.append(TestLedger.plain(UUID.randomUUID()));
                    }
                }
                try (Ledger ledger = database.open()) {
                    checkpoints.add(ledger.checkpoint());
                }
            }
            new TileExport(new PostgresLedgerReader(database.source()), log, true).write(done -> {});
            try (Ledger ledger = database.open()) {
                proofs(log, ledger, checkpoints);
            }
        }
    }

    private static void proofs(Path log, Ledger ledger, List<Checkpoint> checkpoints) throws IOException {
        for (long index = 0; index < SIZE; index++) {
            Files.writeString(
                    log.resolve(index + ".tlog-proof"),
                    ledger.receipt(index).orElseThrow().text());
        }
        for (int i = 0; i < checkpoints.size(); i++) {
            Checkpoint to = checkpoints.get(i);
            Files.writeString(log.resolve("checkpoint." + to.size()), to.text());
            if (i > 0) {
                Checkpoint from = checkpoints.get(i - 1);
                String proof = ledger.consistency(from.size(), to.size()).hashes().stream()
                        .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
                        .collect(Collectors.joining("\n"));
                Files.writeString(log.resolve("consistency." + from.size() + "." + to.size()), proof);
            }
        }
    }

    private static void rejectsEachChange(Path program, Path log) throws Exception {
        Map<String, Integer> changes = Map.of(
                "checkpoint", 40,
                "tile/0/000", 40,
                "tile/1/000.p/2", 40,
                "tile/entries/001", 100,
                "tile/entries/002.p/88", 300,
                "17.tlog-proof", 50,
                "checkpoint.255", 40,
                "consistency.255.512", 5);
        for (Map.Entry<String, Integer> change : changes.entrySet()) {
            Path file = log.resolve(change.getKey());
            byte[] sound = Files.readAllBytes(file);
            byte[] changed = sound.clone();
            changed[change.getValue()] ^= 1;
            Files.write(file, changed);

            assertThat(run(program, log)).as(change.getKey()).startsWith("broken: ");
            Files.write(file, sound);
        }
    }

    private Path build() throws IOException, InterruptedException {
        Path program = folder.resolve("ledgercheck");
        Process process = go(List.of("go", "build", "-o", program.toString(), PROGRAM.toString()));
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return program;
    }

    private static String run(Path program, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(), TestLedger.SIGNER.verifier().toString(), log.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    private Process go(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", "/usr/share/gocode",
                        "GOFLAGS", "",
                        "GOCACHE", folder.resolve("cache").toString()));
        return builder.start();
    }
}

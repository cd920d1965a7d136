package org.suwen.cli.verify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.cli.Main;
import org.suwen.cli.server.ChildServer;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Proof;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.HashSource;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.merkle.Tile;
import org.suwen.ledger.merkle.TileHashes;
import org.suwen.ledger.merkle.TilePath;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.verify.TileExport;
import org.suwen.ledger.verify.TileFolder;
import org.suwen.ledger.witness.AddCheckpoint;
import picocli.CommandLine;

/** Import and the outsider's check against the built server in a process of its own. */
class ImportAndVerifyIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PATIENTS = ROOT.resolve("testdata/hospital/patients");
    private static final long CHANGED = 40;

    @TempDir
    static Path folder;

    private static ChildServer server;
    private static Run firstImport;

    private record Run(int status, String out, String err) {}

    @BeforeAll
    static void startAndImport() throws IOException {
        server = ChildServer.demo(ChildServer.Program.of(ROOT), folder.resolve("data"), List.of("--empty"));
        firstImport = suwen("import", PATIENTS.toString(), "--url", server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void storesEachBundleOnce() {
        Run again = suwen("import", PATIENTS.toString(), "--url", server.address());

        assertAll(
                () -> assertEquals(0, firstImport.status(), firstImport::err),
                () -> assertTrue(firstImport.out().startsWith("14 bundles stored"), firstImport::out),
                () -> assertEquals(0, again.status(), again::err),
                () -> assertTrue(again.out().startsWith("0 bundles stored"), again::out),
                () -> assertTrue(again.out().contains("14 were there before, 0 failed"), again::out));
    }

    @Test
    void namesTheBundleThatIsNotStored() throws IOException {
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(
                bad.resolve("broken.json"),
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Nothing\"},"
                        + "\"request\":{\"method\":\"POST\",\"url\":\"Nothing\"}}]}");

        Run run = suwen("import", bad.toString(), "--url", server.address());

        assertAll(
                () -> assertEquals(1, run.status()),
                () -> assertTrue(run.err().contains("broken.json: the server answered 4"), run::err));
    }

    @Test
    void importsNdjsonByPatientAndWritesDownWhatItRejects() throws IOException {
        Path lines = Files.createDirectories(folder.resolve("lines"));
        String subject = "\"subject\":{\"reference\":\"Patient/p1\"}";
        Files.writeString(
                lines.resolve("Patient.ndjson"),
                "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"name\":[{\"text\":\"N\"}],\"identifier\":[{\"system\":"
                        + "\"https://suwen.org/fhir/record-number\",\"value\":\"ND0000001\"}]}\n");
        Files.writeString(
                lines.resolve("Rest.ndjson"),
                "{\"resourceType\":\"Medication\",\"id\":\"m1\",\"status\":\"active\"}\n"
                        + "{\"resourceType\":\"MedicationRequest\",\"id\":\"r1\",\"status\":\"active\",\"intent\":\"order\","
                        + subject + ",\"medicationReference\":{\"reference\":\"Medication/m1\"}}\n"
                        + "{\"resourceType\":\"Medication\",\"id\":\"m2\"}\nnot json\n");
        Path rejects = folder.resolve("rejects.ndjson");

        Run run = suwen("import", lines.toString(), "--url", server.address(), "--rejects", rejects.toString());

        List<String> written = Files.readAllLines(rejects);
        assertAll(
                () -> assertEquals(1, run.status(), run::err),
                () -> assertTrue(run.out().startsWith("1 bundles stored (3 resources"), run::out),
                () -> assertEquals(2, written.size(), written::toString),
                () -> assertTrue(written.toString().contains("\"line\":3"), written::toString),
                () -> assertTrue(written.toString().contains("names no patient"), written::toString),
                () -> assertTrue(written.toString().contains("\"line\":4"), written::toString));
    }

    @Test
    void saysThatNothingFromElsewhereWasCompared() {
        Run run = verify();

        assertAll(
                () -> assertEquals(VerifyCommand.SELF_CONSISTENT_ONLY, run.status(), run::err),
                () -> assertTrue(run.out().contains("self-consistent only"), run::out),
                () -> assertTrue(run.out().contains("a key from the same server pins nothing"), run::out));
    }

    @Test
    void verifiesAgainstAPinnedKeyAndAKeptCheckpoint() {
        Path kept = folder.resolve("kept.txt");

        Run byKey = verify("--key", key(), "--save", kept.toString());
        Run byCheckpoint = verify("--checkpoint", kept.toString());

        assertAll(
                () -> assertEquals(0, byKey.status(), byKey::out),
                () -> assertTrue(byKey.out().contains("is signed by the pinned key"), byKey::out),
                () -> assertEquals(0, byCheckpoint.status(), byCheckpoint::out),
                () -> assertTrue(byCheckpoint.out().contains("are those of the pinned checkpoint"), byCheckpoint::out));
    }

    @Test
    void refusesALedgerOfAnotherKey() throws NoSuchAlgorithmException {
        var stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        String name = Ed25519Verifier.parse(key()).name();

        Run run = verify("--key", Ed25519Verifier.of(name, stranger).toString());

        assertEquals(VerifyCommand.BROKEN, run.status(), run::out);
    }

    @Test
    void namesTheEntryOfWhichOneByteWasChanged() throws IOException, SQLException {
        Run before = verify("--key", key());
        flip(CHANGED);
        Run broken;
        try {
            broken = verify(
                    "--key", key(), "--save", folder.resolve("not-kept.txt").toString());
        } finally {
            flip(CHANGED);
        }
        Run after = verify("--key", key());

        assertAll(
                () -> assertEquals(0, before.status(), before::out),
                () -> assertEquals(VerifyCommand.BROKEN, broken.status(), broken::out),
                () -> assertTrue(broken.out().contains("first broken position: " + CHANGED), broken::out),
                () -> assertFalse(Files.exists(folder.resolve("not-kept.txt"))),
                () -> assertEquals(0, after.status(), after::out));
    }

    @Test
    void checksAnExportedFolderToo() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (var http = new HttpLedger(URI.create(server.address() + "/ledger"))) {
            new TileExport(http, copy, true).write(done -> {});
        }

        Run right = suwen("verify", "--ledger", copy.toString(), "--key", key());
        Path bundle = copy.resolve("tile/0/000");
        assertEquals(0, right.status(), right::out);
        Path leaves = Files.exists(bundle) ? bundle : onlyPartial(copy.resolve("tile/0/000.p"));
        byte[] hashes = Files.readAllBytes(leaves);
        hashes[3 * 32] ^= 1;
        Files.write(leaves, hashes);
        Run broken = suwen("verify", "--ledger", copy.toString(), "--key", key());

        assertAll(
                () -> assertEquals(VerifyCommand.BROKEN, broken.status(), broken::out),
                () -> assertTrue(broken.out().contains("first broken position: 3"), broken::out));
    }

    @Test
    void tellsAnUnreachableLedgerFromABrokenOne() {
        Run run = suwen("verify", "--ledger", "http://localhost:1/ledger");

        assertAll(
                () -> assertEquals(VerifyCommand.UNREACHABLE, run.status()),
                () -> assertTrue(run.err().contains("nothing was verified"), run::err));
    }

    @Test
    void refusesAKeyThatIsNone() {
        Run run = verify("--key", "no+key+AAAA");

        assertEquals(VerifyCommand.WRONG_USAGE, run.status(), run::err);
    }

    @Test
    void witnessesALiveLedgerThatOnlyGrows() throws Exception {
        Path data = folder.resolve("witness");
        Checkpoint first;
        try (var http = new HttpLedger(URI.create(server.address() + "/ledger"));
                var witness = new RunningWitness(key(), data)) {
            first = Checkpoint.unverified(http.checkpoint().orElseThrow());
            assertEquals(
                    200,
                    witness.ask(new AddCheckpoint(0, new Proof(List.of()), first))
                            .statusCode());
        }
        Path copy = grown(first);
        Checkpoint later = Checkpoint.unverified(Files.readString(copy.resolve("checkpoint")));
        List<Hash> proof = MerkleTree.consistencyProof(tiles(copy, later.size()), first.size(), later.size());
        try (var witness = new RunningWitness(key(), data)) { // it remembers what it cosigned
            int stale = witness.ask(new AddCheckpoint(0, new Proof(List.of()), later))
                    .statusCode();
            int unproven = witness.ask(new AddCheckpoint(first.size(), new Proof(List.of()), later))
                    .statusCode();
            Run before = byPolicy(copy, witness.key());
            HttpResponse<String> cosigned = witness.ask(new AddCheckpoint(first.size(), new Proof(proof), later));
            Files.writeString(copy.resolve("checkpoint"), later.text() + cosigned.body());
            Run after = byPolicy(copy, witness.key());

            assertAll(
                    () -> assertEquals(409, stale),
                    () -> assertEquals(422, unproven),
                    () -> assertEquals(200, cosigned.statusCode(), cosigned::body),
                    () -> assertEquals(VerifyCommand.BROKEN, before.status(), before::out),
                    () -> assertEquals(0, after.status(), after::out));
        }
    }

    /** A copy of the ledger once it has a later checkpoint than {@code before}. */
    private static Path grown(Checkpoint before) throws IOException {
        Path copy = folder.resolve("grown");
        try (var http = new HttpLedger(URI.create(server.address() + "/ledger"))) {
            while (Checkpoint.unverified(http.checkpoint().orElseThrow()).size() <= before.size()) {
                suwen("import", PATIENTS.toString(), "--url", server.address()); // its sign-in is an entry
            }
            new TileExport(http, Files.createDirectories(copy), true).write(done -> {});
        }
        return copy;
    }

    private static HashSource tiles(Path copy, long size) {
        var reader = new TileFolder(copy);
        return new TileHashes((level, index) -> {
            int width = Tile.widthIn(size, level, index);
            return new Tile(
                    level, index, reader.read(new TilePath(level, index, width)).orElseThrow());
        });
    }

    private static Run byPolicy(Path copy, String witness) throws IOException {
        Path policy = folder.resolve("policy");
        Files.writeString(policy, "log " + key() + "\nwitness B " + witness + "\nquorum B\n");
        return suwen("verify", "--ledger", copy.toString(), "--key", key(), "--policy", policy.toString());
    }

    private static Path onlyPartial(Path partials) throws IOException {
        try (var files = Files.list(partials)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static String key() {
        try (var http = new HttpLedger(URI.create(server.address() + "/ledger"))) {
            return http.offeredKey().orElseThrow();
        }
    }

    /** Flips one bit of an entry's bytes as somebody with full power over the database could. */
    private static void flip(long index) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + server.databasePort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, "suwen", server.databasePassword());
                Statement statement = connection.createStatement();
                PreparedStatement change = connection.prepareStatement("UPDATE ledger_entry"
                        + " SET bytes = set_byte(bytes, 60, get_byte(bytes, 60) # 1) WHERE index = ?")) {
            statement.execute("SET session_replication_role = replica");
            change.setLong(1, index);
            assertEquals(1, change.executeUpdate());
        }
    }

    private static Run verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--ledger", server.address() + "/ledger"));
        arguments.addAll(Arrays.asList(more));
        return suwen(arguments.toArray(String[]::new));
    }

    private static Run suwen(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Main.commandLine(Clock.systemUTC());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int status = line.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }
}

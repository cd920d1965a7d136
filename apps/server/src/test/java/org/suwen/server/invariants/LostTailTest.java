package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.note.Ed25519Verifier;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;

/**
 * I6, I11, D30: what a server does with a database whose write-ahead log lost its tail, on copies of a killed server.
 *
 * <p>The first wave of writes lies before the damage, the second around it.
 */
class LostTailTest {
    private static final int WAVE = 12;
    private static final int LOOKS = 5_000;
    private static final String KEPT = "data-keys/ledger.checkpoint";

    private static final List<Acknowledged> FIRST = new ArrayList<>();
    private static final List<Acknowledged> SECOND = new ArrayList<>();
    private static final List<Path> COPIES = new ArrayList<>();

    private static DemoServer killed;
    private static String patient;
    private static String key;
    private static byte[] keptAfterFirst;
    private static Position safe;
    private static Position end;

    /** A write the client was told is stored. */
    private record Acknowledged(UUID request, String marker, long entry) {}

    /** A place in the write-ahead log. */
    private record Position(String segment, long offset) {}

    @BeforeAll
    static void writeTwoWavesAndKill() throws Exception {
        killed = DemoServer.start();
        patient = killed.as("dr.lin").patient("CL0000002");
        key = killed.http().get("/ledger/key").text().strip();
        killed.execute("SELECT pg_switch_wal()"); // room for both waves in one segment
        write(killed, FIRST);
        waitUntilSigned();
        keptAfterFirst = Files.readAllBytes(killed.root().resolve(KEPT));
        safe = position();
        write(killed, SECOND);
        waitUntilSigned();
        end = position();
        assertThat(end.segment()).isEqualTo(safe.segment());
        killed.kill();
    }

    @AfterAll
    static void remove() throws IOException {
        killed.close();
        for (Path each : COPIES) {
            DemoServer.remove(each);
        }
    }

    private static void write(DemoServer demo, List<Acknowledged> log) {
        Http connector = demo.as("connector");
        for (int each = 0; each < WAVE; each++) {
            var request = UUID.randomUUID();
            String marker = "tail-" + request;
            Reply reply = send(connector, request, marker);
            assertThat(reply.status()).as("%s", reply).isEqualTo(201);
            log.add(new Acknowledged(request, marker, reply.entry().orElseThrow()));
        }
    }

    private static Reply send(Http connector, UUID request, String marker) {
        return connector.post(
                "/fhir/Condition",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                        + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"K29.5\"}],"
                        + "\"text\":\"" + marker + "\"}}",
                "Content-Type",
                "application/fhir+json",
                "X-Request-Id",
                request.toString());
    }

    /** Asks for the public checkpoint until it covers every entry. */
    private static void waitUntilSigned() {
        long entries = killed.entries();
        for (int look = 0; look < LOOKS; look++) {
            String checkpoint = killed.http().get("/ledger/checkpoint").text();
            if (Checkpoint.unverified(checkpoint).size() >= entries) {
                return;
            }
        }
        throw new AssertionError("no checkpoint covers all entries");
    }

    private static Position position() throws SQLException {
        try (var connection = killed.database();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_flush_lsn())")) {
            row.next();
            return new Position(row.getString(1), row.getLong(2));
        }
    }

    private interface Damage {
        void to(RandomAccessFile file) throws IOException;
    }

    private static Path damaged(String name, Damage damage) throws IOException {
        Path copy = killed.copy(name);
        COPIES.add(copy);
        try (var files = Files.walk(copy.resolve("data"))) {
            Path log = files.filter(file -> file.endsWith(safe.segment()))
                    .findFirst()
                    .orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                damage.to(file);
            }
        }
        return copy;
    }

    private static long middle() {
        return (safe.offset() + end.offset()) / 2;
    }

    @Test
    void aLedgerShorterThanWhatWasSignedIsNeitherServedNorContinued() throws Exception {
        Path copy = damaged("cut", file -> file.setLength(middle()));
        byte[] kept = Files.readAllBytes(copy.resolve(KEPT));

        for (int start = 0; start < 2; start++) {
            String said = DemoServer.refused(withoutOutput(copy));
            assertThat(said)
                    .contains("the server can't start: the ledger holds `")
                    .contains("but a checkpoint is signed for `"
                            + Checkpoint.unverified(new String(kept, StandardCharsets.UTF_8))
                                    .size() + "`; its tail is cut; nothing is served")
                    .doesNotContain("Exception", "\tat ");
            assertThat(Files.readAllBytes(copy.resolve(KEPT)))
                    .as("what is kept as signed")
                    .isEqualTo(kept);
        }
    }

    private static Path withoutOutput(Path root) throws IOException {
        Files.deleteIfExists(root.resolve("output.txt"));
        return root;
    }

    @Test
    void aTailThatNobodySawSignedIsCutCleanly() throws Exception {
        Path copy = damaged("torn", file -> {
            byte[] garbage = new byte[4096];
            new SecureRandom().nextBytes(garbage);
            file.seek(middle());
            file.write(garbage);
        });
        Files.write(copy.resolve(KEPT), keptAfterFirst);
        goesOn(copy);
    }

    @Test
    void aTailThatWasNeverWrittenIsCutCleanly() throws Exception {
        Path copy = damaged("zero", file -> {
            file.seek(middle());
            file.write(new byte[(int) (end.offset() - middle())]);
        });
        Files.write(copy.resolve(KEPT), keptAfterFirst);
        goesOn(copy);
    }

    /** All of the first wave, then a run of whole writes of the second, then none; sent again, each is there once. */
    private static void goesOn(Path copy) throws Exception {
        try (DemoServer demo = DemoServer.in(copy)) {
            assertThat(Files.readString(demo.output())).contains("the ledger goes on at entry ");
            assertThat(missing(demo, FIRST)).as("writes before the damage").isEmpty();
            List<Acknowledged> lost = missing(demo, SECOND);
            assertThat(lost)
                    .as("the end of the second wave")
                    .isNotEmpty()
                    .isEqualTo(SECOND.subList(SECOND.size() - lost.size(), SECOND.size()));
            assertThat(demo.number("SELECT count(*) FROM vault.resource r WHERE r.entry_index > 0 AND NOT EXISTS"
                            + " (SELECT 1 FROM ledger_entry e WHERE e.index = r.entry_index)"))
                    .as("rows without an entry")
                    .isZero();

            Http connector = demo.as("connector");
            for (Acknowledged each : SECOND) {
                assertThat(send(connector, each.request(), each.marker()).status())
                        .isIn(200, 201);
            }
            assertThat(markers(demo)).doesNotHaveDuplicates().hasSize(2 * WAVE);
            assertThat(outsider(demo).state()).isEqualTo(Report.State.VERIFIED);
        }
    }

    /** Those of which the entry or the one row is missing. */
    private static List<Acknowledged> missing(DemoServer demo, List<Acknowledged> log) throws SQLException {
        List<Acknowledged> missing = new ArrayList<>();
        try (var connection = demo.database();
                PreparedStatement both = connection.prepareStatement(
                        "SELECT (SELECT count(*) FROM ledger_entry"
                                + " WHERE index = ? AND request = ?) + (SELECT count(*) FROM vault.resource WHERE entry_index = ?)")) {
            for (Acknowledged each : log) {
                both.setLong(1, each.entry());
                both.setObject(2, each.request());
                both.setLong(3, each.entry());
                try (ResultSet row = both.executeQuery()) {
                    row.next();
                    if (row.getLong(1) != 2) {
                        missing.add(each);
                    }
                }
            }
        }
        return missing;
    }

    /** The marker of each stored condition of both waves, as the doctor reads them. */
    private static List<String> markers(DemoServer demo) {
        Http doctor = demo.as("dr.lin");
        String text =
                doctor.get("/fhir/Condition?patient=" + patient + "&_count=500").text();
        var found = java.util.regex.Pattern.compile("tail-[0-9a-f-]{36}").matcher(text);
        List<String> markers = new ArrayList<>();
        while (found.find()) {
            markers.add(found.group());
        }
        return markers;
    }

    /** Somebody who kept the checkpoint of the first wave finds this ledger to be its continuation. */
    private static Report outsider(DemoServer demo) {
        String pinned = new String(keptAfterFirst, StandardCharsets.UTF_8);
        Ed25519Verifier verifier = Ed25519Verifier.parse(key);
        Checkpoint checkpoint = Checkpoint.verified(pinned, verifier.name(), List.of(verifier));
        var trust = Trust.of(verifier).withPinned(checkpoint);
        try (var source = demo.source()) {
            return new LedgerVerifier(new PostgresLedgerReader(source), trust).verify(checked -> {});
        }
    }
}

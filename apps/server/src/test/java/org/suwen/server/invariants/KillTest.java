package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;

/**
 * I11: after {@code kill -9} of the server and of all of PostgreSQL under load, each acknowledged write and entry is there,
 * once.
 *
 * <p>Ten rounds; {@code -Dsuwen.long=true} makes them two hundred, {@code -Dsuwen.rounds} any other number. Every round goes on with the folders of the round before.
 */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("suwen.rounds", Boolean.getBoolean("suwen.long") ? 200 : 10);
    private static final int WRITERS = 3;
    private static final int ENOUGH = 60;

    private final Queue<Acknowledged> log = new ConcurrentLinkedQueue<>();
    private final Queue<Reply> released = new ConcurrentLinkedQueue<>();

    /** A write the client was told is stored. */
    private record Acknowledged(String location, long entry, UUID request, String marker) {}

    @Test
    void everyAcknowledgedWriteAndEntrySurvivesOnce() throws Exception {
        try (DemoServer demo = DemoServer.start()) {
            String patient = demo.as("dr.lin").patient("CL0000002");
            for (int round = 1; round <= ROUNDS; round++) {
                String export = BulkExportTest.started(demo.as("dr.lin"), "/fhir/$export?_type=Patient");
                loadUntilKilled(demo, patient);
                demo.restart();
                check(demo, round);
                assertThat(BulkExportTest.done(demo.as("dr.lin"), export).types())
                        .as("an export goes on after a kill")
                        .containsExactly("Patient");
                assertThat(demo.as("dr.lin")
                                .send("DELETE", export, java.net.http.HttpRequest.BodyPublishers.noBody())
                                .status())
                        .isEqualTo(202);
            }
        }
    }

    private void loadUntilKilled(DemoServer demo, String patient) throws Exception {
        Http connector = demo.as("connector");
        Http doctor = demo.as("dr.lin");
        var over = new AtomicBoolean();
        var enough = new CountDownLatch(ENOUGH);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < WRITERS; each++) {
                threads.execute(() -> write(connector, patient, over, enough));
            }
            threads.execute(() -> read(doctor, patient, over));
            assertThat(enough.await(60, TimeUnit.SECONDS))
                    .as("writes under load")
                    .isTrue();
            demo.kill();
            over.set(true);
        }
    }

    private void write(Http connector, String patient, AtomicBoolean over, CountDownLatch enough) {
        while (!over.get()) {
            var request = UUID.randomUUID();
            String marker = "kill-" + request;
            try {
                Reply reply = connector.trySend(
                        "POST",
                        "/fhir/Condition",
                        BodyPublishers.ofString("{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/"
                                + patient + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\","
                                + "\"code\":\"K29.5\"}],\"text\":\"" + marker + "\"}}"),
                        "Content-Type",
                        "application/fhir+json",
                        "X-Request-Id",
                        request.toString());
                if (reply.status() == 201) {
                    log.add(new Acknowledged(reply.stored(), reply.entry().orElseThrow(), request, marker));
                    enough.countDown();
                }
            } catch (IOException killed) {
                return;
            }
        }
    }

    private void read(Http doctor, String patient, AtomicBoolean over) {
        while (!over.get()) {
            try {
                Reply reply = doctor.trySend("GET", "/fhir/Patient/" + patient, BodyPublishers.noBody());
                if (reply.status() == 200) {
                    released.add(reply);
                }
            } catch (IOException killed) {
                return;
            }
        }
    }

    private void check(DemoServer demo, int round) throws Exception {
        Http doctor = demo.as("dr.lin");
        List<String> wrong = new ArrayList<>();
        Set<String> places = new HashSet<>();
        try (var connection = demo.database();
                var entry = connection.prepareStatement("SELECT request FROM ledger_entry WHERE index = ?");
                var applied = connection.prepareStatement("SELECT count(*) FROM vault.applied WHERE entry_index = ?");
                var rows = connection.prepareStatement("SELECT count(*) FROM vault.resource WHERE entry_index = ?")) {
            for (Acknowledged each : log) {
                entry.setLong(1, each.entry());
                var found = entry.executeQuery();
                if (!found.next() || !found.getObject(1).equals(each.request())) {
                    wrong.add("entry " + each.entry());
                }
                applied.setLong(1, each.entry());
                rows.setLong(1, each.entry());
                if (number(applied) != 1 || number(rows) != 1) {
                    wrong.add("data of entry " + each.entry());
                }
                if (!places.add(each.location())) {
                    wrong.add("a second " + each.location());
                }
            }
            for (Reply each : released) {
                entry.setLong(1, each.entry().orElseThrow());
                var found = entry.executeQuery();
                if (!found.next() || !found.getObject(1).toString().equals(each.header("Suwen-Decision"))) {
                    wrong.add("release without entry " + each.entry());
                }
            }
        }
        assertThat(wrong)
                .as(
                        "round %s of %s, %s writes and %s releases acknowledged",
                        round, ROUNDS, log.size(), released.size())
                .isEmpty();
        assertThat(released).as("reads under load").isNotEmpty();
        log.stream()
                .skip(Math.max(0, log.size() - 25L))
                .forEach(each -> assertThat(doctor.get(each.location()).text()).contains(each.marker()));
        assertThat(unsettled(demo))
                .as("write intents neither stored nor abandoned")
                .isEmpty();
        try (var source = demo.source()) {
            Report report = new LedgerVerifier(new PostgresLedgerReader(source), Trust.NOTHING).verify(checked -> {});
            assertThat(report.broken()).as("%s", report.text()).isEmpty();
        }
    }

    private static long number(java.sql.PreparedStatement query) throws java.sql.SQLException {
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Write entries without data for which recovery appended no ABANDONED entry; entry bytes begin {@code version, type}. */
    private static List<Long> unsettled(DemoServer demo) {
        int write = org.suwen.ledger.EntryType.WRITE.code();
        int abandoned = org.suwen.ledger.EntryType.ABANDONED.code();
        long open = demo.number("SELECT count(*) FROM ledger_entry e WHERE get_byte(bytes, 1) = " + write
                + " AND NOT EXISTS (SELECT 1 FROM vault.applied a WHERE a.entry_index = e.index)");
        long settled = demo.number("SELECT count(*) FROM ledger_entry WHERE get_byte(bytes, 1) = " + abandoned);
        return open == settled ? List.of() : List.of(open, settled);
    }
}

package org.suwen.server.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.invariants.Http.Reply;

/**
 * I1, I2, I11: without room on the database's disk, or without the database, everything is refused with a reason, and
 * service goes on by itself afterwards.
 *
 * <p>The disk is a small file system in memory, filled up. Where the machine lets nobody mount one, the ledger's table
 * raises PostgreSQL's own error for a full disk instead.
 */
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SIZE = "size=420m";
    private static final int READS = 20_000;

    private Path root;
    private boolean mounted;
    private DemoServer demo;
    private String patient;

    @BeforeEach
    void startOnASmallDisk() throws Exception {
        root = Files.createTempDirectory("suwen-invariants-disk-");
        Path data = Files.createDirectories(root.resolve("data"));
        mounted = run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", data.toString());
        demo = DemoServer.in(root);
        patient = demo.as("dr.lin").patient("CL0000002");
    }

    @AfterEach
    void giveTheDiskBack() throws Exception {
        demo.stop();
        if (mounted) {
            assertThat(run("umount", "-l", root.resolve("data").toString())).isTrue();
        }
        demo.close();
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    @Test
    void aFullDiskClosesEveryDoorWithAReasonAndServiceGoesOnByItself() throws Exception {
        Http doctor = demo.as("dr.lin");
        Http connector = demo.as("connector");
        List<Reply> released = new ArrayList<>();

        fill();
        readUntilRefused(doctor, released);
        for (Reply closed : List.of(
                doctor.get("/fhir/Patient/" + patient),
                doctor.get("/fhir/Patient/" + patient + "/$everything"),
                doctor.get("/api/worklist"),
                doctor.post(
                        "/api/break-glass",
                        "{\"patient\":\"" + patient + "\",\"situation\":\"RESUSCITATION\",\"reason\":\"心脏骤停抢救\"}"),
                write(connector))) {
            assertThat(closed.status()).as("%s", closed).isEqualTo(503);
            assertThat(closed.reason()).as("%s", closed).isIn("LEDGER_UNAVAILABLE", "STORE_UNAVAILABLE");
            assertThat(closed.text()).doesNotContain("李文", "Exception");
        }
        Reply health = demo.http().get("/health");
        assertThat(health.status()).as("%s", health).isEqualTo(503);
        assertThat(health.json().get("reason").asString()).isEqualTo("DISK_FULL");
        assertThat(health.json().get("en").asString()).contains("make room");

        empty();
        untilHealthy();
        assertThat(doctor.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
        assertThat(write(connector).status()).isEqualTo(201);
        assertNothingReleasedWithoutEntry(released);
    }

    @Test
    void aDatabaseThatDiesOnAFullDiskIsStartedAgainOnceThereIsRoom() throws Exception {
        Http doctor = demo.as("dr.lin");
        List<Reply> released = new ArrayList<>();
        Reply stored = write(demo.as("connector"));
        assertThat(stored.status()).isEqualTo(201);

        if (mounted) {
            fill();
        }
        demo.killPostmaster();
        readUntilRefused(doctor, released);
        Reply health = demo.http().get("/health");
        assertThat(health.status()).as("%s", health).isIn(503, 200);
        if (mounted) {
            assertThat(health.status()).as("no room to start in").isEqualTo(503);
            assertThat(health.json().get("reason").asString()).isIn("DATABASE", "DISK_FULL");
            empty();
        }

        untilHealthy();
        assertThat(doctor.get("/fhir/Patient/" + patient).status()).isEqualTo(200);
        assertThat(doctor.get(stored.stored()).status())
                .as("what was acknowledged before")
                .isEqualTo(200);
        assertNothingReleasedWithoutEntry(released);
    }

    /** Some entries still find room in pages that are there already. */
    private void readUntilRefused(Http doctor, List<Reply> released) {
        for (int read = 0; read < READS; read++) {
            Reply reply = doctor.get("/fhir/Patient/" + patient);
            if (reply.status() != 200) {
                assertThat(reply.status()).as("%s", reply).isEqualTo(503);
                return;
            }
            released.add(reply);
        }
        throw new AssertionError("the server still releases");
    }

    private Reply write(Http connector) {
        return connector.post(
                "/fhir/Condition",
                "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/" + patient
                        + "\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"K29.5\"}]}}");
    }

    private void untilHealthy() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (demo.http().get("/health").status() != 200) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
        }
    }

    private void assertNothingReleasedWithoutEntry(List<Reply> released) {
        for (Reply each : released) {
            OptionalLong entry = each.entry();
            assertThat(demo.number("SELECT count(*) FROM ledger_entry WHERE index = " + entry.orElseThrow()
                            + " AND request = '" + each.header("Suwen-Decision") + "'"))
                    .isEqualTo(1);
        }
        try (var source = demo.source()) {
            var report = new LedgerVerifier(new PostgresLedgerReader(source), Trust.NOTHING).verify(checked -> {});
            assertThat(report.broken()).as("%s", report.text()).isEmpty();
        }
    }

    private Path filler() {
        return root.resolve("data/filler");
    }

    private void fill() throws IOException {
        if (!mounted) {
            demo.execute(
                    "CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$",
                    "CREATE TRIGGER refuse BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_entry()");
            return;
        }
        for (int block = 1 << 20; block >= 512; block /= 2) {
            byte[] zeros = new byte[block];
            try (OutputStream out = Files.newOutputStream(
                    filler(), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(zeros);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }
    }

    private void empty() throws IOException {
        if (mounted) {
            Files.delete(filler());
        } else {
            demo.execute("DROP TRIGGER refuse ON ledger_entry", "DROP FUNCTION refuse_entry()");
        }
    }
}

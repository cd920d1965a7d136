package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgres;

/** I11: the process and its database server are killed under load; what was acknowledged is there, once, and whole. */
class NothingAcknowledgedIsLostTest {
    private static final String PASSWORD = "only-for-this-test-2";
    private static final int[] ACKNOWLEDGEMENTS = {3, 60, 150};

    @TempDir
    Path folder;

    /** One write: entry, patient and the version of his counter. */
    private record Attempt(String run, long entry, PatientId patient, long version) {
        static Attempt of(String[] line) {
            return new Attempt(line[1], Long.parseLong(line[2]), PatientId.of(line[3]), Long.parseLong(line[4]));
        }
    }

    @Test
    void afterKillingTheProcessAndTheServer() throws Exception {
        byte[] root = new byte[32];
        new SecureRandom().nextBytes(root);
        String key = HexFormat.of().formatHex(root);

        for (int round = 0; round < ACKNOWLEDGEMENTS.length; round++) {
            Path data = folder.resolve("data-" + round);
            Map<Attempt, Boolean> attempts = killed(data, key, "run" + round, ACKNOWLEDGEMENTS[round]);
            assertWhole(data, key, attempts);
        }
    }

    /** What a writer attempted, and whether it was acknowledged, until it was killed. */
    private static Map<Attempt, Boolean> killed(Path data, String key, String run, int enough) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("jdk.module.path", "")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        data.toString(),
                        PASSWORD,
                        key,
                        run)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<Attempt, Boolean> attempts = new TreeMap<>(java.util.Comparator.comparingLong(Attempt::entry));
        List<ProcessHandle> server = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader(UTF_8)) {
            int acknowledged = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", -1);
                if (parts[0].equals("pid")) {
                    server.add(ProcessHandle.of(Long.parseLong(parts[1])).orElseThrow());
                } else {
                    attempts.put(Attempt.of(parts), parts[0].equals("ack"));
                    acknowledged += parts[0].equals("ack") ? 1 : 0;
                }
                if (acknowledged == enough && writer.isAlive()) {
                    kill(writer.toHandle(), server.getFirst());
                }
            }
            assertThat(acknowledged).isGreaterThanOrEqualTo(enough);
        }
        return attempts;
    }

    /** SIGKILL for both and all of the server's own processes; the rest of the writer's output is still read. */
    private static void kill(ProcessHandle writer, ProcessHandle server) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(writer, server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private static void assertWhole(Path data, String key, Map<Attempt, Boolean> attempts) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, PASSWORD);
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            Vault vault = CrashingWriter.vault(pool, key);
            Map<PatientId, Long> versions = new TreeMap<>(java.util.Comparator.comparing(PatientId::value));
            attempts.forEach((attempt, acknowledged) -> {
                boolean applied = vault.isApplied(attempt.entry());
                assertThat(applied || !acknowledged).as("entry %s", attempt).isTrue();
                assertThat(present(vault, attempt))
                        .as("rows of %s", attempt)
                        .isEqualTo(applied ? CrashingWriter.ROWS : 0);
                versions.merge(attempt.patient(), applied ? 1L : 0L, Long::sum);
            });
            versions.forEach((patient, writes) -> assertThat(TestVault.all(vault, patient, 500))
                    .hasSize((int) (writes * (CrashingWriter.ROWS - 1) + Math.min(1, writes))));
            assertThat(versions).hasSizeGreaterThanOrEqualTo(1);
        }
    }

    /** How many rows of an attempt are there, each as it was put. */
    private static int present(Vault vault, Attempt attempt) {
        int present = 0;
        String name = attempt.run() + "-" + attempt.entry();
        for (Put put : CrashingWriter.puts(attempt.patient(), name, attempt.version())) {
            var found = vault.locateVersion("Row", put.id(), put.version());
            if (found.isPresent()) {
                assertThat(vault.open(found.get().sealed()).body()).isEqualTo(put.body());
                present++;
            }
        }
        return present;
    }
}

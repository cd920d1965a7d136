package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.postgres.VaultSchema;

/** D30: the tail of the write-ahead log is torn or lost; what was committed before it is there, and nothing is half. */
class TornLogTest {
    private static final String PASSWORD = "only-for-this-test-3";
    private static final int WRITES = 40;

    @TempDir
    Path folder;

    private final String key = key();
    private PatientId patient = PatientId.of("00000000-0000-4000-8000-000000000001");
    private String segment = "";
    private long safeOffset;
    private long endOffset;

    private static String key() {
        byte[] root = new byte[32];
        new SecureRandom().nextBytes(root);
        return HexFormat.of().formatHex(root);
    }

    /** A server killed after two waves of writes, with the log's position between and after them. */
    @BeforeEach
    void writeAndKill() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("data"), PASSWORD);
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            pool.change(VaultSchema::create);
            Vault vault = CrashingWriter.vault(pool, key);
            patient = vault.enrol();
            write(vault, 0, WRITES);
            pool.change(connection -> execute(connection.createStatement(), "SELECT pg_switch_wal()"));
            write(vault, WRITES, WRITES + 1);
            safeOffset = position(pool);
            write(vault, WRITES + 1, 2 * WRITES);
            endOffset = position(pool);
            server.kill();
        }
        assertThat(endOffset).isGreaterThan(safeOffset);
    }

    private void write(Vault vault, int from, int to) {
        for (int entry = from; entry < to; entry++) {
            vault.write(entry, CrashingWriter.puts(patient, "torn-" + entry, entry + 1L));
        }
    }

    private long position(ConnectionPool pool) {
        AtomicLong offset = new AtomicLong();
        AtomicReference<String> file = new AtomicReference<>("");
        pool.change(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_flush_lsn())")) {
                assertThat(row.next()).isTrue();
                file.set(row.getString(1));
                offset.set(row.getLong(2));
            }
        });
        assertThat(segment.isEmpty() || segment.equals(file.get())).isTrue();
        segment = file.get();
        return offset.get();
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        try (statement) {
            statement.execute(sql);
        }
    }

    @Test
    void whenTheTailIsCutOff() throws Exception {
        assertEarlierWritesThere(torn("cut", file -> file.setLength((safeOffset + endOffset) / 2)));
    }

    @Test
    void whenTheTailWasNeverWritten() throws Exception {
        assertEarlierWritesThere(torn("zero", file -> {
            long from = (safeOffset + endOffset) / 2;
            file.seek(from);
            file.write(new byte[(int) (endOffset - from)]);
        }));
    }

    @Test
    void whenAPageOfTheTailIsGarbled() throws Exception {
        assertEarlierWritesThere(torn("garbled", file -> {
            byte[] garbage = new byte[4096];
            new SecureRandom().nextBytes(garbage);
            file.seek((safeOffset + endOffset) / 2);
            file.write(garbage);
        }));
    }

    private interface Damage {
        void to(RandomAccessFile file) throws IOException;
    }

    private Path torn(String name, Damage damage) throws Exception {
        Path copy = folder.resolve(name);
        Process copying = new ProcessBuilder("cp", "-a", folder.resolve("data").toString(), copy.toString())
                .inheritIO()
                .start();
        assertThat(copying.waitFor()).isZero();
        try (var files = Files.walk(copy)) {
            Path log = files.filter(file -> file.endsWith(segment)).findFirst().orElseThrow();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                damage.to(file);
            }
        }
        return copy;
    }

    /** All writes up to the safe position, then a run of whole ones, then none; and the vault goes on. */
    private void assertEarlierWritesThere(Path data) {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, PASSWORD);
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            Vault vault = CrashingWriter.vault(pool, key);
            int there = 0;
            while (vault.isApplied(there)) {
                there++;
            }
            assertThat(there).isBetween(WRITES + 1, 2 * WRITES - 1);
            for (int entry = 0; entry < 2 * WRITES; entry++) {
                assertThat(present(vault, entry)).isEqualTo(entry < there ? CrashingWriter.ROWS : 0);
            }
            write(vault, there, 2 * WRITES);
            assertThat(present(vault, 2 * WRITES - 1)).isEqualTo(CrashingWriter.ROWS);
        }
    }

    private int present(Vault vault, int entry) {
        int present = 0;
        for (Put put : CrashingWriter.puts(patient, "torn-" + entry, entry + 1L)) {
            var found = vault.locateVersion("Row", put.id(), put.version());
            if (found.isPresent()) {
                assertThat(vault.open(found.get().sealed()).body())
                        .asString(UTF_8)
                        .isEqualTo(new String(put.body(), UTF_8));
                present++;
            }
        }
        return present;
    }
}

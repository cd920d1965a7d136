package org.suwen.cli.bench;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.postgresql.PGConnection;
import org.suwen.postgres.EmbeddedPostgres;

/** What this machine can do at all, measured beside every benchmark so that figures of other days compare (D27). */
final class Calibration {

    private static final int CALLERS = 64;
    private static final long MEASURED_NANOS = 3_000_000_000L;

    private final LongSupplier nanos;

    Calibration(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The figures.
     *
     * @param loadAverage of the last minute, before the run
     * @param sha256MegabytesPerSecond one thread, 16 KiB blocks
     * @param integerLoopMillionsPerSecond one thread, dependent steps of xorshift
     * @param durableRowsPerSecond group commit by COPY into PostgreSQL for 64 callers, synchronous
     */
    record Figures(
            double loadAverage,
            double sha256MegabytesPerSecond,
            double integerLoopMillionsPerSecond,
            double durableRowsPerSecond) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "calibration: load %.2f, SHA-256 %.0f MB/s, integer loop %.0f M/s, durable COPY group commit %.0f rows/s"
                            + " (64 callers)",
                    loadAverage,
                    sha256MegabytesPerSecond,
                    integerLoopMillionsPerSecond,
                    durableRowsPerSecond);
        }
    }

    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    Figures measure() throws IOException {
        double load = loadAverage();
        return new Figures(load, sha256(), integerLoop(), durableCopy());
    }

    private double sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
        byte[] block = new byte[16 * 1024];
        long blocks = 0;
        long start = nanos.getAsLong();
        while (nanos.getAsLong() - start < 1_000_000_000L) {
            for (int each = 0; each < 64; each++) {
                digest.update(block);
            }
            blocks += 64;
        }
        block[0] ^= digest.digest()[0];
        return blocks * block.length / 1e6 / ((nanos.getAsLong() - start) / 1e9);
    }

    private double integerLoop() {
        long value = 1;
        long steps = 0;
        long start = nanos.getAsLong();
        while (nanos.getAsLong() - start < 1_000_000_000L) {
            for (int each = 0; each < 1_000_000; each++) {
                value ^= value << 13; // xorshift: each step needs the one before, and no compiler folds it
                value ^= value >>> 7;
                value ^= value << 17;
            }
            steps++;
        }
        return value == 0 ? 0 : steps / ((nanos.getAsLong() - start) / 1e9);
    }

    private record Row(CompletableFuture<Boolean> durable) {}

    private double durableCopy() throws IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.temporary();
                Connection connection = database.dataSource().getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table probe(at bigint, body text)");
            }
            connection.setAutoCommit(false);
            return groupCommits(connection);
        } catch (SQLException failed) {
            throw new IOException("the calibration's database failed", failed);
        }
    }

    private double groupCommits(Connection connection) throws SQLException, IOException {
        BlockingQueue<Row> queue = new ArrayBlockingQueue<>(CALLERS * 2);
        var done = new AtomicLong();
        long start = nanos.getAsLong();
        long end = start + MEASURED_NANOS;
        List<Thread> callers = new ArrayList<>();
        for (int each = 0; each < CALLERS; each++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (nanos.getAsLong() < end) {
                    var row = new Row(new CompletableFuture<>());
                    queue.add(row);
                    if (row.durable().join()) {
                        done.incrementAndGet();
                    }
                }
            }));
        }
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        String body = "x".repeat(400);
        while (callers.stream().anyMatch(Thread::isAlive)) {
            List<Row> batch = new ArrayList<>();
            queue.drainTo(batch);
            if (batch.isEmpty()) {
                Thread.onSpinWait();
                continue;
            }
            copy.copyIn("copy probe from stdin", new StringReader(("1\t" + body + "\n").repeat(batch.size())));
            connection.commit();
            batch.forEach(row -> row.durable().complete(true));
        }
        return done.get() / ((nanos.getAsLong() - start) / 1e9);
    }
}

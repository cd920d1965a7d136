package org.suwen.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.postgres.PostgresVaultStore;
import org.suwen.vault.postgres.VaultSchema;

/** Measures writing (bundles of 200 rows, 1 KiB bodies) and locate with open, on one thread and on eight. */
final class VaultRates {
    private static final int ROWS = 200;
    private static final int BODY_BYTES = 1024;
    private static final AtomicLong ENTRIES = new AtomicLong();

    private VaultRates() {}

    /** Arguments: bundles per measurement (200), reads per measurement (40,000). */
    public static void main(String[] arguments) throws Exception {
        int bundles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int reads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40_000;
        calibrate();
        try (EmbeddedPostgres server = EmbeddedPostgres.temporary();
                ConnectionPool pool = new ConnectionPool(server.jdbcUrl(), server.user(), server.password())) {
            pool.change(VaultSchema::create);
            SecureRandom random = new SecureRandom();
            Vault vault = Vault.open(
                    PostgresVaultStore.open(pool),
                    new MemoryKeySource(random),
                    new VaultOptions(random, TestVault.CLOCK));
            measure(vault, 1, bundles / 4, reads / 4, "warm-up");
            measure(vault, 1, bundles, reads, "measured");
            measure(vault, 8, bundles, reads, "measured");
        }
    }

    private static void calibrate() throws NoSuchAlgorithmException {
        byte[] data = new byte[16 * 1024];
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 20_000; i++) {
            digest.update(data);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            digest.update(data);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "calibration: SHA-256 %.0f MB/s, load average %s%n", 20_000 * 16.384e3 / seconds / 1e6, load());
    }

    private static void measure(Vault vault, int threads, int bundles, int reads, String phase) throws Exception {
        String run = phase + threads;
        long start = System.nanoTime();
        long[] writes = together(threads, bundles, thread -> {
            PatientId patient = vault.enrol();
            int[] at = {0};
            return () -> vault.write(ENTRIES.incrementAndGet(), bundle(patient, run + "-" + thread, at[0]++));
        });
        report(phase + " write, rows", threads, writes, ROWS, start);
        start = System.nanoTime();
        long[] located = together(threads, reads, thread -> {
            Random random = new Random(thread);
            return () -> {
                int bundle = random.nextInt(bundles / threads);
                String id = run + "-" + thread + "-" + bundle + "-" + random.nextInt(ROWS);
                Opened unused = vault.open(vault.locate("Observation", id).orElseThrow());
            };
        });
        report(phase + " locate and open", threads, located, 1, start);
    }

    private interface Task {
        Runnable of(int thread);
    }

    /** The nanoseconds of each operation. */
    private static long[] together(int threads, int operations, Task task) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<long[]>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                futures.add(executor.submit(() -> timed(task.of(thread), operations / threads)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> future : futures) {
                all.add(future.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        }
    }

    private static long[] timed(Runnable operation, int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            operation.run();
            nanos[i] = System.nanoTime() - start;
        }
        return nanos;
    }

    private static void report(String what, int threads, long[] nanos, int rows, long start) throws IOException {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-28s %d threads: %,8.0f/s, p50 %.2f ms, p99 %.2f ms, load average %s%n",
                what,
                threads,
                nanos.length * (double) rows / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                load());
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).substring(0, 14);
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static List<Put> bundle(PatientId patient, String run, int number) {
        List<Put> puts = new ArrayList<>(ROWS);
        Random random = new Random(number);
        for (int i = 0; i < ROWS; i++) {
            byte[] body = new byte[BODY_BYTES];
            random.nextBytes(body);
            byte[] header = new byte[120];
            byte[] label = {(byte) (i % 6)};
            String id = run + "-" + number + "-" + i;
            puts.add(new Put(patient, "Observation", id, 1, label, header, body, Optional.of("visit" + number)));
        }
        return puts;
    }
}

package org.suwen.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.suwen.ledger.merkle.MerkleTree;

/**
 * Measures durable entries per second: sealed reads of 1,000 patients into an embedded PostgreSQL.
 *
 * <p>Arguments: warm-up and measured seconds, for instance {@code 5 10}.
 */
public final class AppendBenchmark {
    private static final int PATIENTS = 1000;
    private static final int[] CALLERS = {1, 16, 64, 64};

    private AppendBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Duration warmUp = Duration.ofSeconds(Long.parseLong(arguments[0]));
        Duration measured = Duration.ofSeconds(Long.parseLong(arguments[1]));
        List<UUID> patients = Stream.generate(UUID::randomUUID).limit(PATIENTS).toList();
        System.out.printf(Locale.ROOT, "calibration: SHA-256 of 512 B %.2f us%n", sha256Micros());
        try (TestLedger database = TestLedger.create();
                Ledger ledger = database.open()) {
            for (int callers : CALLERS) {
                run(ledger, patients, callers, warmUp);
                long start = System.nanoTime();
                long[] nanos = run(ledger, patients, callers, measured);
                double seconds = (System.nanoTime() - start) / 1e9;
                print(callers, nanos, seconds);
            }
            System.out.println("entry bytes: " + ledger.entry(0).orElseThrow().encode().length);
        }
        System.exit(0);
    }

    private static void print(int callers, long[] nanos, double seconds) throws IOException {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%2d callers: %,7.0f entries/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms, load average %s%n",
                callers,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                load());
    }

    private static long[] run(Ledger ledger, List<UUID> patients, int callers, Duration duration) throws Exception {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + duration.toNanos();
        LedgerTest.inParallel(callers, caller -> {
            long[] nanos = new long[1 << 20];
            int count = 0;
            for (int i = caller * 7919; System.nanoTime() < end; i++) {
                UUID patient = patients.get(i % PATIENTS);
                Subject subject = new Subject(patient, 0, Guard.RELEASE, TestKeys.of(patient));
                Draft draft = new Draft(
                        EntryType.READ, UUID.randomUUID(), new byte[208], new byte[176], Optional.of(subject));
                long start = System.nanoTime();
                ledger.append(draft);
                nanos[count++] = System.nanoTime() - start;
            }
            all.add(Arrays.copyOf(nanos, count));
        });
        return all.stream().flatMapToLong(Arrays::stream).toArray();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static double sha256Micros() {
        byte[] block = new byte[511];
        int rounds = 200_000;
        IntStream.range(0, rounds).forEach(i -> MerkleTree.leafHash(block));
        long start = System.nanoTime();
        IntStream.range(0, rounds).forEach(i -> MerkleTree.leafHash(block));
        return (System.nanoTime() - start) / 1e3 / rounds;
    }
}

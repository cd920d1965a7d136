package org.suwen.cli.bench.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.suwen.ledger.Draft;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.Subject;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Basis;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.ContentPart;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.ResourceRef;
import org.suwen.ledger.part.Verdict;

/** Callers that each append one entry after the other and wait until it is durable. */
final class Appending {
    private static final int PATIENTS = 2_000;

    private final LongSupplier nanos;
    private final InstantSource clock;
    private final List<BenchKeys.Patient> patients = new ArrayList<>();

    Appending(BenchKeys keys, LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
        for (int each = 0; each < PATIENTS; each++) {
            patients.add(keys.patient());
        }
    }

    /** Appends releases of two thousand patients' data, as large as the gate's. */
    Figures run(Ledger ledger, int callers, int seconds) throws InterruptedException {
        return measured(callers, seconds, caller -> turn -> {
            BenchKeys.Patient patient = patients.get((int) ((caller * 7919L + turn) % PATIENTS));
            var unused = ledger.append(draft(patient));
        });
    }

    /** One call of a caller. */
    @FunctionalInterface
    interface Call {
        void run(long turn) throws InterruptedException;
    }

    /** Lets {@code callers} call for a time; {@code calls} gives each its own. */
    Figures measured(int callers, int seconds, IntFunction<Call> calls) throws InterruptedException {
        ConcurrentLinkedQueue<long[]> all = new ConcurrentLinkedQueue<>();
        long start = nanos.getAsLong();
        long end = start + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Call call = calls.apply(caller);
            threads.add(Thread.ofVirtual().start(() -> all.add(latencies(call, end))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (nanos.getAsLong() - start) / 1e9;
        long[] together = all.stream().flatMapToLong(Arrays::stream).toArray();
        if (together.length == 0) {
            throw new IllegalStateException("no call came to its end in `" + seconds + "` s");
        }
        return Figures.of(callers, together, took);
    }

    private long[] latencies(Call call, long end) {
        long[] latencies = new long[1 << 12];
        int count = 0;
        try {
            for (long before = nanos.getAsLong(); before < end; before = nanos.getAsLong()) {
                call.run(count);
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = nanos.getAsLong() - before;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Arrays.copyOf(latencies, count);
    }

    private Draft draft(BenchKeys.Patient patient) {
        AccountPart account = AccountPart.of(
                clock.instant(),
                Caller.of("9c1dbe6b-1111-4222-8333-444455556666", "DOCTOR", "H-0001", "10.20.30.41"),
                new Act("read", "TREATMENT", new byte[0], ""),
                new Verdict(
                        Outcome.PERMIT,
                        "OWN_GROUP",
                        List.of(),
                        List.of("DOC-12", "DOC-16"),
                        UUID.randomUUID().toString()),
                Optional.of(patient.id()));
        ContentPart content = ContentPart.of(
                new byte[40],
                List.of(new ResourceRef("Observation", "4a3c1f0e-5555-4666-8777-888899990000", 1)),
                List.of(),
                new Basis(new byte[0], new byte[32], 0, ""),
                "MASK");
        var subject = new Subject(patient.id(), 0, Guard.RELEASE, patient.keys());
        return new Draft(EntryType.READ, UUID.randomUUID(), account.encode(), content.encode(), Optional.of(subject));
    }
}

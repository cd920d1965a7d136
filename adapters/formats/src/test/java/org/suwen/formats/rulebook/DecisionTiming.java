package org.suwen.formats.rulebook;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.PreparedRequest;
import org.suwen.decision.Request;

/**
 * Times decisions on one thread: nanoseconds and bytes a decision, over requests from the whole space and over one request
 * with many classes. Not a test; run it by hand.
 */
final class DecisionTiming {

    private static final int QUESTIONS = 4_096;
    private static final int ROUNDS = 200;

    private DecisionTiming() {}

    public static void main(String[] arguments) {
        DecisionEngine engine = new DecisionEngine(RulebookFiles.read(Path.of(arguments[0])));
        List<Request> requests = new ArrayList<>();
        List<DecisionClass> classes = new ArrayList<>();
        for (int seed = 0; seed < QUESTIONS; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            requests.add(random.clinician());
            classes.add(random.data());
        }
        System.out.printf(
                Locale.ROOT,
                "load average %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            report("decide(request, class)", () -> each(engine, requests, classes));
            report("prepare once, 64 classes", () -> prepared(engine, requests, classes));
        }
    }

    private static int each(DecisionEngine engine, List<Request> requests, List<DecisionClass> classes) {
        int sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < QUESTIONS; i++) {
                sum += engine.decide(requests.get(i), classes.get(i)).rules().size();
            }
        }
        return sum;
    }

    private static int prepared(DecisionEngine engine, List<Request> requests, List<DecisionClass> classes) {
        int sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < QUESTIONS; i += 64) {
                PreparedRequest request = engine.prepare(requests.get(i));
                for (int j = 0; j < 64; j++) {
                    sum += request.decide(classes.get(i + j)).rules().size();
                }
            }
        }
        return sum;
    }

    private static void report(String name, java.util.function.IntSupplier work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
        long start = System.nanoTime();
        int sum = work.getAsInt();
        long nanos = System.nanoTime() - start;
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - bytes;
        long count = (long) ROUNDS * QUESTIONS;
        System.out.printf(Locale.ROOT, "%-28s %7d ns  %6d B  (%d)%n", name, nanos / count, allocated / count, sum);
    }
}

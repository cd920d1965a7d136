package org.suwen.formats.rulebook;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.suwen.decision.Choice;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Provision;
import org.suwen.decision.Provisions;
import org.suwen.decision.Request;

/** Times clauses of consents on one thread: nanoseconds and bytes a question. Not a test; run it by hand. */
final class ConsentTiming {

    private static final int QUESTIONS = 4_096;
    private static final int ROUNDS = 500;

    private ConsentTiming() {}

    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT,
                "load average %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (int clauses : List.of(0, 1, 10, 100, 1_000)) {
            Provisions compiled = Provisions.of(clauses(clauses));
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                report(clauses, compiled, warmUp == 2);
            }
        }
    }

    /** Five deep, each about another recipient, as a long list of partners would be. */
    private static List<Provision> clauses(int count) {
        List<Provision> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Provision inner = new Provision("p", false, Provision.Reach.ALL, List.of());
            for (int depth = 1; depth < 5; depth++) {
                Provision.Reach all = Provision.Reach.ALL;
                var who = depth == 4 ? new Provision.Who(Set.of("partner-" + i, "H1"), Set.of(), Set.of()) : all.who();
                var reach =
                        new Provision.Reach(who, all.purposes(), all.actions(), all.what(), all.period(), all.rows());
                inner = new Provision("p", depth % 2 == 0, reach, List.of(inner));
            }
            list.add(inner);
        }
        return list;
    }

    private static void report(int clauses, Provisions compiled, boolean show) {
        List<Request> requests = new ArrayList<>();
        List<DecisionClass> data = new ArrayList<>();
        for (int seed = 0; seed < QUESTIONS; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            requests.add(random.clinician());
            data.add(random.data());
        }
        int rounds = Math.max(1, ROUNDS / Math.max(1, clauses));
        long bytes = allocated();
        long start = System.nanoTime();
        long agreed = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < QUESTIONS; i++) {
                agreed += compiled.answer(requests.get(i), data.get(i)) == Choice.AGREE ? 1 : 0;
            }
        }
        double questions = (double) rounds * QUESTIONS;
        if (show) {
            System.out.printf(
                    Locale.ROOT,
                    "%d clauses five deep: %.0f ns, %.2f B a question (%d agreed)%n",
                    clauses,
                    (System.nanoTime() - start) / questions,
                    (allocated() - bytes) / questions,
                    agreed);
        }
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }
}

package org.suwen.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the decision benchmark and prints its table. Arguments: seconds a measurement takes, `peers` or `alone`. */
public final class BenchDecision {

    private BenchDecision() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        boolean peers = arguments[1].equals("peers");
        System.out.printf(Locale.ROOT, "%d processors, Java %s, load average at start %.2f%n", Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), load());
        if (peers) {
            agree();
        }
        System.out.printf("%n%-34s %10s %9s %9s %9s%n", "one thread", "p50 ns", "p99 ns", "mean ns", "B/op");
        for (String what : List.of("decide", "permit", "prepared")) {
            for (String rules : List.of("0", "1000", "10000")) {
                report(what + ", " + (rules.equals("0") ? "shipped" : rules) + " rules", "DecideBenchmark." + what + "$", seconds, "rules", rules);
            }
        }
        for (String engine : peers ? List.of("suwen", "jcasbin", "authzforce", "cedar") : List.<String>of()) {
            for (String rules : List.of("100", "10000")) {
                report("rules only, " + engine + ", " + rules, "PeerBenchmark.permits$", seconds, "engine", engine, "rules", rules);
            }
        }
        System.out.printf(Locale.ROOT, "load average at the end %.2f%n", load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Nobody is timed before all give the same answers. */
    private static void agree() throws Exception {
        for (int size : new int[] {100, 1_000}) {
            List<PlainRules.Plain> rules = PlainRules.rules(size);
            List<PlainRules.Plain> questions = PlainRules.questions(rules, 500);
            List<boolean[]> answers = new ArrayList<>();
            for (String engine : List.of("suwen", "jcasbin", "authzforce", "cedar")) {
                Peer peer = Peer.named(engine, rules);
                boolean[] given = new boolean[questions.size()];
                for (int i = 0; i < given.length; i++) {
                    given[i] = peer.permits(peer.ready(questions.get(i)));
                }
                answers.add(given);
                if (!Arrays.equals(given, answers.get(0))) {
                    throw new IllegalStateException(engine + " answers differently from suwen");
                }
            }
            int permits = 0;
            for (boolean permit : answers.get(0)) {
                permits += permit ? 1 : 0;
            }
            System.out.printf("equal answers: %d questions, %d rules, 4 engines, %d permits%n", questions.size(), size, permits);
        }
    }

    private static void report(String title, String include, int seconds, String... parameters) throws Exception {
        var sampled = run(Mode.SampleTime, include, seconds, parameters).getPrimaryResult();
        RunResult counted = run(Mode.AverageTime, include, Math.max(1, seconds / 2), parameters);
        var bytes = counted.getSecondaryResults().get("gc.alloc.rate.norm");
        System.out.printf(
                Locale.ROOT, "%-34s %10.0f %9.0f %9.0f %9.1f%n", title,
                sampled.getStatistics().getPercentile(50), sampled.getStatistics().getPercentile(99),
                counted.getPrimaryResult().getScore(), bytes == null ? Double.NaN : bytes.getScore());
    }

    private static RunResult run(Mode mode, String include, int seconds, String... parameters) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .mode(mode)
                .forks(1)
                .threads(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(Math.max(1, seconds)))
                .measurementIterations(2)
                .measurementTime(TimeValue.seconds(Math.max(1, seconds / 2)))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xms1g", "-Xmx1g", "-Dsuwen.rulebook=" + System.getProperty("suwen.rulebook"));
        if (mode == Mode.AverageTime) {
            options.addProfiler(GCProfiler.class);
        }
        for (int i = 0; i < parameters.length; i += 2) {
            options.param(parameters[i], parameters[i + 1]);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next();
    }
}

package org.suwen.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the decision benchmark and prints its table. Arguments: seconds a measurement takes, how often each is taken,
 * `peers` or `alone`, and the file the table is written to as well.
 */
public final class BenchDecision {

    private static final List<String> ENGINES = List.of("suwen", "jcasbin", "authzforce", "cedar");

    private final int seconds;
    private final int forks;
    private final Path table;

    private BenchDecision(int seconds, int forks, Path table) {
        this.seconds = seconds;
        this.forks = forks;
        this.table = table;
    }

    public static void main(String[] arguments) throws Exception {
        Path table = Path.of(arguments[3]);
        Files.deleteIfExists(table);
        new BenchDecision(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), table).run(arguments[2].equals("peers"));
    }

    private void run(boolean peers) throws Exception {
        line("%d processors, Java %s, load average at start %.2f", Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), load());
        if (peers) {
            agree(100, 500);
            agree(1_000, 500);
            agree(10_000, 200);
        }
        line("each figure: the least of %d processes, %d s each after %d s of warm-up; one thread", forks, seconds, seconds * 2);
        line("%-42s %10s %9s %9s %7s", "", "p50 ns", "p99 ns", "mean ns", "B/op");
        for (String what : List.of("permit", "decide", "prepared")) {
            for (String rules : List.of("0", "1000", "10000")) {
                report(title(what) + ", " + (rules.equals("0") ? "shipped" : rules) + " rules", "DecideBenchmark." + what + "$", "rules", rules);
            }
        }
        for (String engine : peers ? ENGINES : List.<String>of()) {
            for (String rules : List.of("100", "10000")) {
                report("rules only, " + engine + ", " + rules + " rules", "PeerBenchmark.permits$", "engine", engine, "rules", rules);
            }
        }
        line("load average at the end %.2f", load());
    }

    private static String title(String what) {
        return switch (what) {
            case "permit" -> "whole decision, permitted";
            case "decide" -> "whole decision, any";
            default -> "class of a prepared request";
        };
    }

    private void line(String form, Object... values) throws Exception {
        String text = String.format(Locale.ROOT, form, values).stripTrailing();
        System.out.println(text);
        Files.writeString(table, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Nobody is timed before all give the same answers, and a rulebook one rule short is found to differ. */
    private void agree(int size, int count) throws Exception {
        List<PlainRules.Plain> rules = PlainRules.rules(size);
        List<PlainRules.Plain> questions = new ArrayList<>(PlainRules.questions(rules, count - 1));
        questions.add(rules.get(size - 1));
        boolean[] expected = answers("suwen", rules, questions);
        for (String engine : ENGINES) {
            if (!Arrays.equals(answers(engine, rules, questions), expected)) {
                throw new IllegalStateException(engine + " answers differently from suwen on " + size + " rules; nobody is timed");
            }
            if (Arrays.equals(answers(engine, rules.subList(0, size - 1), questions), expected)) {
                throw new IllegalStateException("the comparison does not see that " + engine + " holds a rule less; nobody is timed");
            }
        }
        long permits = IntStream.range(0, count).filter(i -> expected[i]).count();
        line("equal answers: %d questions, %d rules, %s, %d permits; with a rule less each is found to differ", count, size, String.join(" ", ENGINES), permits);
    }

    private static boolean[] answers(String engine, List<PlainRules.Plain> rules, List<PlainRules.Plain> questions) throws Exception {
        Peer peer = Peer.named(engine, rules);
        boolean[] given = new boolean[questions.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = peer.permits(peer.ready(questions.get(i)));
        }
        return given;
    }

    private void report(String title, String include, String... parameters) throws Exception {
        double p50 = Double.MAX_VALUE;
        double p99 = Double.MAX_VALUE;
        for (int fork = 0; fork < forks; fork++) {
            var sampled = run(Mode.SampleTime, include, parameters).getPrimaryResult().getStatistics();
            p50 = Math.min(p50, sampled.getPercentile(50));
            p99 = Math.min(p99, sampled.getPercentile(99));
        }
        RunResult counted = run(Mode.AverageTime, include, parameters);
        var bytes = counted.getSecondaryResults().get("gc.alloc.rate.norm");
        line("%-42s %10.0f %9.0f %9.0f %7.1f", title, p50, p99, counted.getPrimaryResult().getScore(), bytes == null ? Double.NaN : bytes.getScore());
    }

    private RunResult run(Mode mode, String include, String... parameters) throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(include)
                .mode(mode)
                .forks(1)
                .threads(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(1)
                .measurementTime(TimeValue.seconds(seconds))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms1g", "-Xmx1g", "-Dsuwen.rulebook=" + System.getProperty("suwen.rulebook"));
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

package org.suwen.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command `suwen bench decision`: the decision engine and its peers under JMH, in a process of its own. */
@Command(
        name = "decision",
        description = "Measures the decision engine: shipped rulebook and 10,000 rules, and its peers on rules alone.",
        mixinStandardHelpOptions = true)
final class DecisionCommand implements Callable<Integer> {

    private static final Path TOOL = Path.of("tools", "bench-decision");

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each figure is taken in each process; ${DEFAULT-VALUE} if not given.",
            defaultValue = "1")
    private int seconds;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "In how many processes; the least figure counts; ${DEFAULT-VALUE} if not given.",
            defaultValue = "2")
    private int forks;

    @Option(names = "--quick", description = "One process of one second each.")
    private boolean quick;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Put the result into this page, such as docs/performance.md.")
    private @Nullable Path page;

    @Option(names = "--alone", description = "Leaves the peers out.")
    private boolean alone;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The Suwen folder; ${DEFAULT-VALUE} if not given.",
            defaultValue = ".")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = root.toAbsolutePath().normalize();
        if (!Files.isRegularFile(folder.resolve(TOOL).resolve("pom.xml"))) {
            throw new ParameterException(
                    spec.commandLine(), "`" + folder + "` holds no `" + TOOL + "`; name the Suwen folder with --root");
        }
        Path work = Files.createDirectories(folder.resolve(".suwen/bench-decision"));
        Path table = work.resolve("table.txt");
        Calibration.Figures figures = new Calibration(System::nanoTime).measure();
        spec.commandLine().getOut().println(figures.line());
        spec.commandLine().getOut().flush();
        String classPath = work.resolve("classes")
                + File.pathSeparator
                + peers(folder, work)
                + File.pathSeparator
                + OwnJars.classPath(work.resolve("lib"));
        compile(folder, work, classPath);
        int status = run(
                folder,
                java("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsuwen.rulebook=" + folder.resolve("rulebook"),
                "-cp",
                classPath,
                "org.suwen.bench.BenchDecision",
                String.valueOf(quick ? 1 : Math.max(1, seconds)),
                String.valueOf(quick ? 1 : Math.max(1, forks)),
                alone ? "alone" : "peers",
                table.toString());
        if (status == 0 && page != null) {
            Recorded.into(page, "decision", figures.line() + "\n" + Files.readString(table));
        }
        return status;
    }

    /** The peers' jars; Maven fetches them once. */
    private String peers(Path folder, Path work) throws IOException, InterruptedException {
        Path kept = work.resolve("classpath.txt");
        Path pom = folder.resolve(TOOL).resolve("pom.xml");
        boolean fresh = Files.isRegularFile(kept)
                && Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(pom)) > 0;
        if (!fresh) {
            Path wrapper = folder.resolve("mvnw");
            done(
                    "fetching the peers from Maven Central",
                    run(
                            folder,
                            Files.isExecutable(wrapper) ? wrapper.toString() : "mvn",
                            "-q",
                            "-B",
                            "-f",
                            pom.toString(),
                            "dependency:build-classpath",
                            "-Dmdep.outputFile=" + kept));
        }
        return Files.readString(kept).strip();
    }

    private void compile(Path folder, Path work, String classPath) throws IOException, InterruptedException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> command = new ArrayList<>(
                List.of(java("javac"), "-proc:full", "-nowarn", "-d", classes.toString(), "-cp", classPath));
        try (Stream<Path> sources = Files.walk(folder.resolve(TOOL).resolve("src"))) {
            sources.filter(file -> file.toString().endsWith(".java")).forEach(file -> command.add(file.toString()));
        }
        done("compiling the benchmark", run(folder, command.toArray(String[]::new)));
    }

    private void done(String what, int status) {
        if (status != 0) {
            throw new ParameterException(spec.commandLine(), what + " failed; its own words stand above");
        }
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static int run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start().waitFor();
    }
}

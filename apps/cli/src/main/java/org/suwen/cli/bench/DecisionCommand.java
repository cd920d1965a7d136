package org.suwen.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            description = "How long each figure is taken; ${DEFAULT-VALUE} if not given.",
            defaultValue = "3")
    private int seconds;

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
        Calibration.Figures figures = new Calibration(System::nanoTime).measure();
        spec.commandLine().getOut().println(figures.line());
        spec.commandLine().getOut().flush();
        String classPath = work.resolve("classes")
                + File.pathSeparator
                + peers(folder, work)
                + File.pathSeparator
                + OwnJars.classPath(work.resolve("lib"));
        compile(folder, work, classPath);
        return run(
                folder,
                java("java"),
                "-Dsuwen.rulebook=" + folder.resolve("rulebook"),
                "-cp",
                classPath,
                "org.suwen.bench.BenchDecision",
                String.valueOf(seconds),
                alone ? "alone" : "peers");
    }

    /** The peers' jars; Maven fetches them once. */
    private String peers(Path folder, Path work) throws IOException, InterruptedException {
        Path kept = work.resolve("classpath.txt");
        if (!Files.isRegularFile(kept)) {
            Path wrapper = folder.resolve("mvnw");
            done(
                    "fetching the peers from Maven Central",
                    run(
                            folder,
                            Files.isExecutable(wrapper) ? wrapper.toString() : "mvn",
                            "-q",
                            "-B",
                            "-f",
                            folder.resolve(TOOL).resolve("pom.xml").toString(),
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

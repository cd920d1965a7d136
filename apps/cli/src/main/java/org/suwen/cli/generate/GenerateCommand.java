package org.suwen.cli.generate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command `suwen generate`: synthetic patients of the demo hospital. */
@Command(
        name = "generate",
        description =
                "Makes synthetic patients: clinical histories by Synthea, identities of an invented Chinese hospital.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:done", "1:failed, nothing written", "2:wrong usage"})
public final class GenerateCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Clock clock;
    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--patients",
            required = true,
            paramLabel = "N",
            description = "How many patients; the first 8 are those of the story.")
    private int patients;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to make.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Same seed, same set (default: ${DEFAULT-VALUE}).",
            defaultValue = "7")
    private long seed;

    @Option(names = "--now", paramLabel = "DATE", description = "The day the set is current for (default: today).")
    private @Nullable LocalDate now;

    @Option(
            names = "--years",
            paramLabel = "N",
            description = "Years of history (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int years;

    @Option(
            names = "--claims",
            paramLabel = "N",
            description = "Bills kept a patient, the latest (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int claims;

    @Option(names = "--force", description = "Replace an earlier set in DIR.")
    private boolean force;

    /** A command that takes today from this clock and finds the Suwen folder by SUWEN_HOME or from the working folder. */
    public GenerateCommand(Clock clock) {
        this(clock, Path.of(Optional.ofNullable(System.getenv("SUWEN_HOME")).orElse("")));
    }

    GenerateCommand(Clock clock, Path home) {
        this.clock = clock;
        this.home = home;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter messages = spec.commandLine().getErr();
        try {
            GenerateOrder order = new GenerateOrder(
                    patients, seed, Optional.ofNullable(now).orElseGet(() -> LocalDate.now(clock)), years, claims, out);
            checkTarget(order.out());
            SyntheaClassPath synthea = SyntheaClassPath.find(home);
            new Generator(order, synthea, messages).generate();
            spec.commandLine().getOut().printf("%d patients in %s%n", patients, out);
            return 0;
        } catch (GenerateException e) {
            messages.println("suwen generate: " + e.getMessage());
        } catch (IOException e) {
            messages.println("suwen generate: the disk said: " + e.getMessage());
        }
        messages.flush();
        return FAILED;
    }

    private void checkTarget(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new GenerateException("`%s` is a file: name a folder with `--out`".formatted(target));
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isEmpty()) {
                return;
            }
        }
        if (!Files.isRegularFile(target.resolve("hospital.yaml"))) {
            throw new GenerateException(
                    "`%s` holds something else than a generated set: name another folder".formatted(target));
        }
        if (!force) {
            throw new GenerateException(
                    "`%s` is not empty: name another folder, or replace the set with `--force`".formatted(target));
        }
    }
}

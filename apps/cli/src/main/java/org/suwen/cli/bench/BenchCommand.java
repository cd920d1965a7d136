package org.suwen.cli.bench;

import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command `suwen bench`: figures of this machine and of the real server on it. */
@Command(
        name = "bench",
        description = "Runs a benchmark; each prints the machine's own figures beside its result (D27).",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    /** The command with all its benchmarks; {@code home} is the state folder of the checkout, `.suwen`. */
    public static CommandLine commandLine(Clock clock, Path home) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new CalibrateCommand())
                .addSubcommand(new DecisionCommand())
                .addSubcommand(new FhirCommand(clock, home))
                .addSubcommand(new LedgerCommand(clock));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a benchmark; `suwen bench --help` lists them");
    }
}

package org.suwen.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.suwen.cli.bench.BenchCommand;
import org.suwen.cli.generate.GenerateCommand;
import org.suwen.cli.leak.LeakCommand;
import org.suwen.cli.load.ImportCommand;
import org.suwen.cli.rules.RulesCommand;
import org.suwen.cli.verify.VerifyCommand;
import org.suwen.cli.witness.WitnessCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The `suwen` command; exit status 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "suwen",
        description = "A trust layer for medical data.",
        mixinStandardHelpOptions = true,
        version = "suwen 0.1.0-SNAPSHOT")
public final class Main implements Runnable {

    private static final ZoneId HOSPITAL_ZONE = ZoneId.of("Asia/Shanghai");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    /** The command line with all its commands; tests run it with their own clock and writers. */
    public static CommandLine commandLine(Clock clock) {
        Path home = Path.of(Optional.ofNullable(System.getenv("SUWEN_HOME")).orElse(".suwen"));
        return new CommandLine(new Main())
                .addSubcommand(new GenerateCommand(clock))
                .addSubcommand(new ImportCommand())
                .addSubcommand(new LeakCommand())
                .addSubcommand(new VerifyCommand())
                .addSubcommand("rules", RulesCommand.commandLine(clock))
                .addSubcommand(new WitnessCommand(clock))
                .addSubcommand("bench", BenchCommand.commandLine(clock, home));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; `suwen --help` lists them");
    }

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        CommandLine line = commandLine(Clock.system(HOSPITAL_ZONE));
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(arguments));
    }
}

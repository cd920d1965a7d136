package org.suwen.cli.rules;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command `suwen rules`: what is done with a rulebook before it is published. */
@Command(
        name = "rules",
        description = "Checks, proves, compares, replays and exports a rulebook; exit status 1 when it doesn't hold.",
        mixinStandardHelpOptions = true)
public final class RulesCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    /** The command with all it can do; the clock says for which day parameters are taken. */
    public static CommandLine commandLine(Clock clock) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new CheckRulesCommand(clock))
                .addSubcommand(new ProveRulesCommand(clock))
                .addSubcommand(new DiffRulesCommand(clock))
                .addSubcommand(new ExportRulesCommand(clock))
                .addSubcommand(new ReplayRulesCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do; `suwen rules --help` lists it");
    }
}

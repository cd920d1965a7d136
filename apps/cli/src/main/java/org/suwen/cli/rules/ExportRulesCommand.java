package org.suwen.cli.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.suwen.decision.CedarText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command `suwen rules export`. */
@Command(
        name = "export",
        description = "Writes the rulebook's grounds and refusals as Cedar text; caps, windows and duties as comments.",
        mixinStandardHelpOptions = true)
final class ExportRulesCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private RulebookOptions options = new RulebookOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    ExportRulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(CedarText.of(options.read(spec), LocalDate.now(clock)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}

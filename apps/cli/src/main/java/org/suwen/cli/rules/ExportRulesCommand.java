package org.suwen.cli.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.suwen.decision.CedarText;
import org.suwen.decision.Rulebook;
import org.suwen.decision.SmtText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command `suwen rules export`. */
@Command(
        name = "export",
        description = "Writes the rulebook for outside judges: its grounds and refusals as Cedar text, or what it may"
                + " permit and its properties as SMT-LIB.",
        mixinStandardHelpOptions = true)
final class ExportRulesCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private RulebookOptions options = new RulebookOptions();

    @Option(
            names = "--smt",
            description = "Writes SMT-LIB, to be read by a solver such as z3: unsat for each property that is proven.")
    private boolean smt;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    ExportRulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        LocalDate today = LocalDate.now(clock);
        Rulebook rulebook = options.read(spec);
        String text =
                smt ? new SmtText(rulebook, today).script(options.properties(spec)) : CedarText.of(rulebook, today);
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}

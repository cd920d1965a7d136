package org.suwen.cli.rules;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Prover;
import org.suwen.decision.RuleFinding;
import org.suwen.decision.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command `suwen rules check`. */
@Command(
        name = "check",
        description = "Reads a rulebook, and lists rules that can make no difference.",
        mixinStandardHelpOptions = true)
final class CheckRulesCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private RulebookOptions options = new RulebookOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    CheckRulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Rulebook rulebook = options.read(spec);
        String version = new DecisionEngine(rulebook).rulebookVersion();
        List<RuleFinding> findings = new Prover(rulebook, LocalDate.now(clock)).idleRules();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(line(finding)));
        out.printf(
                "%d rules, version %s, %d that can make no difference%n",
                rulebook.rules().size(), version, findings.size());
        return 0;
    }

    private static String line(RuleFinding finding) {
        return switch (finding.kind()) {
            case NEVER_HOLDS -> finding.rule() + ": its condition can't hold with today's parameters";
            case SHADOWED ->
                finding.rule() + ": earlier rules always say the same, for instance with "
                        + finding.example().orElseThrow();
        };
    }
}

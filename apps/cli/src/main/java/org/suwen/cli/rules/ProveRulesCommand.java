package org.suwen.cli.rules;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.suwen.decision.Proof;
import org.suwen.decision.Property;
import org.suwen.decision.Prover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command `suwen rules prove`. */
@Command(
        name = "prove",
        description =
                "Proves the properties of `properties.yaml` over every question there can be, or shows one against.",
        mixinStandardHelpOptions = true)
final class ProveRulesCommand implements Callable<Integer> {

    private static final int NANOS_A_MILLI = 1_000_000;

    private final Clock clock;

    @Mixin
    private RulebookOptions options = new RulebookOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    ProveRulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        List<Property> properties = options.properties(spec);
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        Prover prover = new Prover(options.read(spec), LocalDate.now(clock));
        int proven = 0;
        for (Property property : properties) {
            Proof proof = prover.prove(property);
            proven += proof.proven() ? 1 : 0;
            out.println(
                    proof.proven()
                            ? "proven   " + property.id() + ": "
                                    + property.title().en()
                            : "REFUTED  " + property.id() + ": "
                                    + property.title().en() + ", permitted with "
                                    + proof.counterexample().orElseThrow());
        }
        out.printf(
                "%d of %d proven over %s questions in %d ms%n",
                proven,
                properties.size(),
                new BigDecimal(prover.size()).round(new MathContext(2)),
                (System.nanoTime() - start) / NANOS_A_MILLI);
        return proven == properties.size() ? 0 : 1;
    }
}

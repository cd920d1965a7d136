package org.suwen.cli.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command `suwen rules diff`. */
@Command(
        name = "diff",
        description = "Lists the rules, parameters and reasons in which two rulebooks differ, and the questions which"
                + " only one of them may permit.",
        mixinStandardHelpOptions = true)
final class DiffRulesCommand implements Callable<Integer> {

    private static final double PERCENT = 100;
    private static final int SHOWN = 20;

    private final Clock clock;

    @Parameters(index = "0", paramLabel = "OLD", description = "The folder of the rulebook in force.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path old;

    @Parameters(index = "1", paramLabel = "NEW", description = "The folder of the draft.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path draft;

    @Option(names = "--all", description = "Lists every kind of question that only one of them may permit.")
    private boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    DiffRulesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Rulebook before = RulebookOptions.read(spec, old, List.of());
        Rulebook after = RulebookOptions.read(spec, draft, List.of());
        PrintWriter out = spec.commandLine().getOut();
        int changes = compare("rule", rules(before), rules(after), out)
                + compare("parameter", texts(before.parameters()), texts(after.parameters()), out)
                + compare("reason", texts(before.reasons()), texts(after.reasons()), out);
        List<RulebookDiff.Region> regions = RulebookDiff.between(before, after, LocalDate.now(clock));
        regions.stream().limit(all ? regions.size() : SHOWN).forEach(region -> out.println(line(region)));
        if (!all && regions.size() > SHOWN) {
            out.println("... and " + (regions.size() - SHOWN) + " more kinds of question; --all lists them");
        }
        out.printf(
                "%d differences, version %s to %s; %d kinds of question that only one may permit%n",
                changes, before.version(), after.version(), regions.size());
        return 0;
    }

    private static String line(RulebookDiff.Region region) {
        return String.format(
                Locale.ROOT,
                "%-8s %s by %s (%s) for %s: about %.2g %% of such questions, for instance with %s",
                region.direction() == RulebookDiff.Direction.GAINS ? "gains" : "loses",
                some(region.actions(), Action.values().length),
                some(region.roles(), Role.values().length),
                some(region.kinds(), ActorKind.values().length),
                some(region.purposes(), Purpose.values().length),
                region.share() * PERCENT,
                region.example());
    }

    private static String some(Set<? extends Enum<?>> words, int all) {
        return words.size() == all ? "any" : words.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Map<String, String> rules(Rulebook rulebook) {
        return rulebook.rules().stream().collect(Collectors.toMap(Rule::id, Rule::toString));
    }

    private static Map<String, String> texts(Map<String, ?> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    private static int compare(String what, Map<String, String> before, Map<String, String> after, PrintWriter out) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        int changes = 0;
        for (String name : names) {
            String old = before.get(name);
            String now = after.get(name);
            if (now == null || !now.equals(old)) {
                out.println((old == null ? "new      " : now == null ? "gone     " : "changed  ") + what + " " + name);
                changes++;
            }
        }
        return changes;
    }
}

package org.suwen.cli.rules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command `suwen rules replay`: recorded questions asked once more, of the rulebook in force and of a draft. */
@Command(
        name = "replay",
        description =
                "Asks recorded questions of the rulebook in force and of a draft, and lists who would gain or lose"
                        + " what.",
        mixinStandardHelpOptions = true)
final class ReplayRulesCommand implements Callable<Integer> {

    @Mixin
    private RulebookOptions options = new RulebookOptions();

    @Option(names = "--draft", required = true, paramLabel = "DIR", description = "The draft's folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path draft;

    @Parameters(paramLabel = "FILE", description = "Questions, one JSON object a line.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** How often an answer changes so, and the first question that shows it. */
    private record Seen(int times, int line, String actor) {

        Seen again() {
            return new Seen(times + 1, line, actor);
        }
    }

    @Override
    public Integer call() {
        DecisionEngine before = new DecisionEngine(options.read(spec));
        DecisionEngine after = new DecisionEngine(RulebookOptions.read(spec, draft, List.of()));
        List<QuestionFile.Question> questions = questions();
        Map<String, Seen> changes = new TreeMap<>();
        for (int i = 0; i < questions.size(); i++) {
            QuestionFile.Question question = questions.get(i);
            Decision old = before.decide(question.request(), question.dataClass());
            Decision now = after.decide(question.request(), question.dataClass());
            if (!alike(old, now)) {
                Seen first = new Seen(1, i + 1, question.request().actor().id());
                changes.merge(change(question.request(), old, now), first, (seen, unused) -> seen.again());
            }
        }
        tell(questions.size(), changes);
        return 0;
    }

    private List<QuestionFile.Question> questions() {
        try {
            return QuestionFile.read(file);
        } catch (IOException unreadable) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private void tell(int questions, Map<String, Seen> changes) {
        PrintWriter out = spec.commandLine().getOut();
        changes.forEach((change, seen) ->
                out.printf("%s: %d times, first by %s on line %d%n", change, seen.times(), seen.actor(), seen.line()));
        int changed = changes.values().stream().mapToInt(Seen::times).sum();
        out.printf("%d questions replayed, %d answered differently%n", questions, changed);
    }

    /** Rules' names may change without a change for anybody. */
    private static boolean alike(Decision old, Decision now) {
        return told(old).equals(told(now));
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Permit permit ->
                "permit by " + permit.ground() + " " + permit.duties() + " " + permit.residual()
                        + permit.otherwise().map(rest -> ", else " + told(rest)).orElse("");
            case Deny deny -> "deny for " + deny.reason();
        };
    }

    private static String change(Request request, Decision old, Decision now) {
        String who = request.action() + " by " + request.actor().role() + " for " + request.purpose();
        boolean could = old instanceof Permit;
        boolean can = now instanceof Permit;
        String what = could == can ? "changes" : can ? "gains" : "loses";
        return String.format(
                "%-8s %s, %s by %s, now %s by %s", what, who, kind(old), rules(old), kind(now), rules(now));
    }

    private static String kind(Decision decision) {
        return switch (decision) {
            case Permit permit -> "PERMIT(" + permit.ground() + ")";
            case Deny deny -> "DENY(" + deny.reason() + ")";
        };
    }

    private static List<String> rules(Decision decision) {
        return switch (decision) {
            case Permit permit -> permit.rules();
            case Deny deny -> deny.rules();
        };
    }
}

package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Permit;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;

/**
 * Takes the rules out one at a time and asks the recorded questions again: a rule is shown when a case then fails.
 *
 * <p>The questions are those the gate was asked when the cases were carried out; what each case's hospital set itself is
 * kept with them.
 */
final class Mutation {

    private final Map<String, SortedSet<String>> missedBy = new HashMap<>();

    private Mutation() {}

    /** Takes out each rule of {@code rulebook}, over the reports of cases that passed. */
    static Mutation over(Rulebook rulebook, List<CaseRun.Report> reports) {
        var mutation = new Mutation();
        for (Rule rule : rulebook.rules()) {
            SortedSet<String> missing = new TreeSet<>();
            Map<String, Setting> settings = new HashMap<>();
            for (CaseRun.Report report : reports) {
                Setting setting = settings.computeIfAbsent(
                        report.what().fixture().parameters().toString()
                                + report.what().fixture().institution().networks(),
                        none -> Setting.without(rulebook, rule.id(), report));
                if (report.passed() && report.recorded().stream().anyMatch(each -> differs(each, rule, setting))) {
                    missing.add(report.what().id());
                }
            }
            mutation.missedBy.put(rule.id(), missing);
        }
        return mutation;
    }

    private record Setting(Rulebook rulebook, DecisionEngine engine) {
        static Setting without(Rulebook base, String rule, CaseRun.Report report) {
            Rulebook rest =
                    CaseRules.of(CaseRules.without(base, rule), report.what().fixture(), false);
            return new Setting(rest, new DecisionEngine(rest));
        }
    }

    /** Cases that fail without this rule. */
    SortedSet<String> missedBy(String rule) {
        return missedBy.getOrDefault(rule, new TreeSet<>());
    }

    private static boolean differs(CaseRun.Recorded recorded, Rule rule, Setting without) {
        List<Heard> heard = recorded.heard();
        if (heard.stream().noneMatch(each -> matters(each.decision(), rule))) {
            return false;
        }
        if (heard.size() == 1) {
            Decision other = heard.getFirst().again(without.engine());
            return !Came.of(other.withoutRow(), without.rulebook())
                    .differences(recorded.expect())
                    .isEmpty();
        }
        return several(recorded, without);
    }

    /** Only rules a decision rests on can change it, so the others need not be asked again. */
    private static boolean matters(Decision decision, Rule rule) {
        if (decision.rules().contains(rule.id())) {
            return true;
        }
        return decision instanceof Permit permit
                && permit.otherwise().filter(other -> matters(other, rule)).isPresent();
    }

    /** A page or a bundle: it differs when a class is opened or closed, or closed for another reason. */
    private static boolean several(CaseRun.Recorded recorded, Setting without) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (Heard each : recorded.heard()) {
            before.add(word(each.decision(), without.rulebook()));
            after.add(word(each.again(without.engine()), without.rulebook()));
        }
        return !before.equals(after);
    }

    private static String word(Decision decision, Rulebook rulebook) {
        Came came = Came.of(decision, rulebook);
        String rest = decision instanceof Permit permit
                ? permit.residual()
                        + permit.otherwise()
                                .map(Decision::withoutRow)
                                .map(other -> word(other, rulebook))
                                .orElse("")
                : "";
        return came.outcome() + came.ground() + came.reasons() + came.duties() + rest;
    }
}

package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Permit;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.formats.cases.Expect;

/**
 * Takes the rules out one at a time and asks the recorded questions again: a rule is shown when a case then fails.
 *
 * <p>The questions are those the gate was asked when the cases were carried out; what each case's hospital set itself is
 * kept with them.
 */
final class Mutation {

    private final Map<String, SortedSet<String>> missedBy = new ConcurrentHashMap<>();

    private Mutation() {}

    /** Takes out each rule of {@code rulebook}, over the reports of cases that passed. */
    static Mutation over(Rulebook rulebook, List<CaseRun.Report> reports) {
        List<CaseRun.Report> passed =
                reports.stream().filter(CaseRun.Report::passed).toList();
        var mutation = new Mutation();
        rulebook.rules().parallelStream()
                .forEach(rule -> mutation.missedBy.put(rule.id(), missing(rulebook, rule, passed)));
        return mutation;
    }

    private static SortedSet<String> missing(Rulebook rulebook, Rule rule, List<CaseRun.Report> reports) {
        SortedSet<String> missing = new TreeSet<>();
        Map<String, Setting> settings = new HashMap<>();
        for (CaseRun.Report report : reports) {
            if (report.recorded().stream().noneMatch(each -> speaks(rule, each))) {
                continue;
            }
            Setting setting = settings.computeIfAbsent(
                    report.what().fixture().parameters().toString()
                            + report.what().fixture().institution().networks(),
                    none -> Setting.without(rulebook, rule.id(), report));
            if (report.recorded().stream().anyMatch(each -> speaks(rule, each) && differs(each, setting))) {
                missing.add(report.what().id());
            }
        }
        return missing;
    }

    private record Setting(Rulebook rulebook, DecisionEngine engine) {
        static Setting without(Rulebook base, String rule, CaseRun.Report report) {
            Rulebook rest = CaseRules.without(base, rule, report.what().fixture());
            return new Setting(rest, new DecisionEngine(rest));
        }
    }

    /** Cases that fail without this rule. */
    SortedSet<String> missedBy(String rule) {
        return missedBy.getOrDefault(rule, new TreeSet<>());
    }

    private static boolean differs(CaseRun.Recorded recorded, Setting without) {
        List<Heard> heard = recorded.heard();
        if (heard.size() == 1) {
            Decision other = heard.getFirst().again(without.engine());
            return !Came.of(other.withoutRow(), without.rulebook())
                    .differences(recorded.expect())
                    .isEmpty();
        }
        return several(recorded, without);
    }

    /** Only a rule whose scope covers a question can change its answer. */
    static boolean speaks(Rule rule, CaseRun.Recorded recorded) {
        return recorded.heard().stream().anyMatch(heard -> speaks(rule, heard));
    }

    static boolean speaks(Rule rule, Heard heard) {
        return rule.scope()
                .covers(
                        heard.request().action(),
                        heard.request().purpose(),
                        heard.request().actor().role(),
                        heard.request().actor().kind());
    }

    /** A page or a bundle: it differs when a class is opened or closed, or closed for another reason. */
    private static boolean several(CaseRun.Recorded recorded, Setting without) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (Heard each : recorded.heard()) {
            before.add(word(each.decision(), recorded.expect(), without.rulebook()));
            after.add(word(each.again(without.engine()), recorded.expect(), without.rulebook()));
        }
        return !before.equals(after);
    }

    /** What the expectation can tell apart: grounds and duties only when it names some. */
    private static String word(Decision decision, Expect expect, Rulebook rulebook) {
        Came came = Came.of(decision, rulebook);
        boolean duties = !expect.duties().isEmpty()
                || !expect.noDuties().isEmpty()
                || expect.reduce().isPresent();
        String rest = decision instanceof Permit permit
                ? permit.residual()
                        + permit.otherwise()
                                .map(Decision::withoutRow)
                                .map(other -> word(other, expect, rulebook))
                                .orElse("")
                : "";
        return came.outcome()
                + (expect.ground().isPresent() ? came.ground() : "")
                + came.reasons()
                + (duties ? came.duties() : "")
                + rest;
    }
}

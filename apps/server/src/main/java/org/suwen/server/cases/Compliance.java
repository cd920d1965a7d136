package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.Deny;
import org.suwen.decision.Effect;
import org.suwen.decision.Permit;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;

/**
 * Which catalogue ids are shown by cases: {@code docs/compliance.md}.
 *
 * <p>An id is <em>enforced</em> when a rule carries it out, some case that gives evidence for it ends in a permit and some
 * in a refusal, and taking the rule out makes a case fail.
 */
final class Compliance {

    private final SortedMap<String, Line> lines;
    private final SortedMap<String, SortedSet<String>> rules;

    private Compliance(SortedMap<String, Line> lines, SortedMap<String, SortedSet<String>> rules) {
        this.lines = lines;
        this.rules = rules;
    }

    /** State of a catalogue id with the cases that show it. */
    record Line(String state, SortedSet<String> cases, String note) {}

    static Compliance of(Rulebook rulebook, List<CaseRun.Report> reports) {
        Mutation mutation = Mutation.over(rulebook, reports);
        SortedMap<String, SortedSet<String>> byRule = new TreeMap<>();
        rulebook.rules().forEach(rule -> byRule.put(rule.id(), mutation.missedBy(rule.id())));
        SortedMap<String, List<Rule>> carriedOut = new TreeMap<>();
        rulebook.rules()
                .forEach(rule -> rule.catalogue()
                        .forEach(id -> carriedOut
                                .computeIfAbsent(id, none -> new ArrayList<>())
                                .add(rule)));
        SortedMap<String, SortedSet<String>> named = new TreeMap<>();
        reports.stream()
                .filter(CaseRun.Report::passed)
                .forEach(report -> report.what()
                        .rules()
                        .forEach(id -> named.computeIfAbsent(id, none -> new TreeSet<>())
                                .add(report.what().id())));
        SortedMap<String, Line> lines = new TreeMap<>();
        carriedOut.forEach((id, rules) -> lines.put(id, line(rules, reports, mutation)));
        named.forEach((id, cases) -> lines.putIfAbsent(id, new Line("supported", cases, "")));
        return new Compliance(lines, byRule);
    }

    private static Line line(List<Rule> rules, List<CaseRun.Report> reports, Mutation mutation) {
        SortedSet<String> cases = new TreeSet<>();
        boolean permit = false;
        boolean deny = false;
        for (Rule rule : rules) {
            cases.addAll(mutation.missedBy(rule.id()));
            boolean[] outcomes = outcomes(rule, reports);
            permit |= outcomes[0];
            deny |= outcomes[1];
        }
        if (cases.isEmpty()) {
            return new Line("open", cases, "no case fails without it");
        }
        String note = permit && deny ? "" : "no " + (permit ? "refusal" : "permit") + " beside it";
        return new Line(note.isEmpty() ? "enforced" : "open", cases, note);
    }

    /** Whether the cases a rule is missed by, or whose decisions it spoke in, end in a permit and in a refusal. */
    private static boolean[] outcomes(Rule rule, List<CaseRun.Report> reports) {
        boolean[] found = new boolean[2];
        boolean refuses = rule.effect() instanceof Effect.Refuse
                || rule.effect() instanceof Effect.Cap
                || rule.effect() instanceof Effect.Window;
        for (CaseRun.Report report : reports) {
            if (!report.passed() || !concerns(report, rule)) {
                continue;
            }
            for (CaseRun.Recorded each : report.recorded()) {
                for (Heard heard : each.heard()) {
                    boolean asked = !refuses || inScope(rule, heard);
                    found[0] |= asked && heard.decision() instanceof Permit;
                    found[1] |= asked && heard.decision().withoutRow() instanceof Deny;
                }
            }
        }
        return found;
    }

    private static boolean concerns(CaseRun.Report report, Rule rule) {
        return report.what().rules().stream().anyMatch(rule.catalogue()::contains)
                || report.recorded().stream()
                        .flatMap(each -> each.heard().stream())
                        .anyMatch(heard -> heard.decision().rules().contains(rule.id()));
    }

    private static boolean inScope(Rule rule, Heard heard) {
        return rule.scope()
                .covers(
                        heard.request().action(),
                        heard.request().purpose(),
                        heard.request().actor().role(),
                        heard.request().actor().kind());
    }

    /** Rules no case misses. */
    SortedSet<String> notShown() {
        SortedSet<String> missing = new TreeSet<>();
        rules.forEach((rule, cases) -> {
            if (cases.isEmpty()) {
                missing.add(rule);
            }
        });
        return missing;
    }

    SortedMap<String, Line> lines() {
        return lines;
    }

    /** The page. */
    String text() {
        var text = new StringBuilder();
        text.append("# What the rules carry out, and the cases that show it\n\n");
        text.append(
                "Generated by `suwen check testdata/cases --compliance docs/compliance.md`; not to be changed by hand.\n\n");
        text.append(
                "*Enforced*: decided by the gate, with a permit and a refusal among its cases, and some case fails ");
        text.append("when its rules are taken out. *Supported*: a passing case gives evidence and no rule of the ");
        text.append("rulebook stands behind it. *Open*: something of this is missing, as noted.\n\n");
        Map<String, Integer> counts = new TreeMap<>();
        lines.values().forEach(line -> counts.merge(line.state(), 1, Integer::sum));
        counts.forEach((state, count) ->
                text.append("- ").append(state).append(": ").append(count).append('\n'));
        text.append("\n| Catalogue id | State | Cases | Note |\n|---|---|---|---|\n");
        lines.forEach((id, line) -> text.append("| ")
                .append(id)
                .append(" | ")
                .append(line.state())
                .append(" | ")
                .append(String.join(", ", line.cases()))
                .append(" | ")
                .append(line.note())
                .append(" |\n"));
        text.append("\n## Rules that no case misses\n\n");
        notShown().forEach(rule -> text.append("- ").append(rule).append('\n'));
        if (notShown().isEmpty()) {
            text.append("None.\n");
        }
        return text.toString();
    }
}

package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.decision.Deny;
import org.suwen.decision.Effect;
import org.suwen.decision.Permit;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.formats.catalogue.Catalogue;
import org.suwen.formats.catalogue.Shown;
import org.suwen.formats.catalogue.Shown.State;

/**
 * Which catalogue ids cases show, worked out from the rules and the cases alone.
 *
 * <p>An id is <em>enforced</em> when a rule carries it out, cases that give evidence for it end in a permit and in a
 * refusal, and taking its rules out makes a case fail.
 */
final class Compliance {

    private final Rulebook rulebook;
    private final Mutation mutation;
    private final List<CaseRun.Report> passed;

    private Compliance(Rulebook rulebook, Mutation mutation, List<CaseRun.Report> passed) {
        this.rulebook = rulebook;
        this.mutation = mutation;
        this.passed = passed;
    }

    /**
     * What these reports show.
     *
     * @throws IllegalStateException when a rule or a case names an id the catalogue does not have
     */
    static Shown of(Rulebook rulebook, Catalogue catalogue, List<CaseRun.Report> reports) {
        List<CaseRun.Report> passed =
                reports.stream().filter(CaseRun.Report::passed).toList();
        var compliance = new Compliance(rulebook, Mutation.over(rulebook, reports), passed);
        SortedMap<String, Shown.Line> lines = compliance.lines();
        lines.keySet().stream()
                .filter(id -> catalogue.row(id).isEmpty())
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalStateException("`" + id + "` is named by a rule or a case and by no catalogue");
                });
        return new Shown(lines, compliance.unmissed(), compliance.pairs());
    }

    private SortedMap<String, Shown.Line> lines() {
        SortedMap<String, SortedSet<String>> named = new TreeMap<>();
        passed.forEach(report -> report.what()
                .rules()
                .forEach(id -> named.computeIfAbsent(id, none -> new TreeSet<>())
                        .add(report.what().id())));
        SortedMap<String, List<Rule>> carriedOut = new TreeMap<>();
        rulebook.rules()
                .forEach(rule -> rule.catalogue()
                        .forEach(id -> carriedOut
                                .computeIfAbsent(id, none -> new ArrayList<>())
                                .add(rule)));
        SortedMap<String, Shown.Line> lines = new TreeMap<>();
        carriedOut.forEach((id, rules) -> lines.put(id, line(id, rules, named.getOrDefault(id, new TreeSet<>()))));
        named.forEach((id, cases) -> lines.putIfAbsent(id, new Shown.Line(State.SUPPORTED, cases, "")));
        return lines;
    }

    private Shown.Line line(String id, List<Rule> rules, SortedSet<String> named) {
        SortedSet<String> missing = new TreeSet<>();
        boolean[] outcomes = new boolean[2];
        for (Rule rule : rules) {
            missing.addAll(mutation.missedBy(rule.id()));
            outcomes(id, rule, outcomes);
        }
        SortedSet<String> cases = new TreeSet<>(named.isEmpty() ? missing : named);
        if (missing.isEmpty()) {
            return new Shown.Line(State.OPEN, cases, "no case fails without its rules");
        }
        if (outcomes[0] && outcomes[1]) {
            return new Shown.Line(State.ENFORCED, cases, "");
        }
        return new Shown.Line(State.OPEN, cases, "no " + (outcomes[0] ? "refusal" : "permit") + " beside it");
    }

    /** Whether the cases that name an id, or whose decisions its rule spoke in, end in a permit and in a refusal. */
    private void outcomes(String id, Rule rule, boolean[] found) {
        boolean refuses = rule.effect() instanceof Effect.Refuse
                || rule.effect() instanceof Effect.Cap
                || rule.effect() instanceof Effect.Window;
        for (CaseRun.Report report : passed) {
            boolean names = report.what().rules().contains(id);
            for (CaseRun.Recorded each : report.recorded()) {
                for (Heard heard : each.heard()) {
                    boolean asked = names
                            || (heard.decision().rules().contains(rule.id())
                                    && (!refuses || Mutation.speaks(rule, heard)));
                    found[0] |= asked && heard.decision() instanceof Permit;
                    found[1] |= asked && heard.decision().withoutRow() instanceof Deny;
                }
            }
        }
    }

    /** Rules no case misses. */
    private SortedSet<String> unmissed() {
        SortedSet<String> missing = new TreeSet<>();
        rulebook.rules().stream()
                .map(Rule::id)
                .filter(id -> mutation.missedBy(id).isEmpty())
                .forEach(id -> missing.add(id));
        return missing;
    }

    /** Distinct pairs of an id and an outcome that a passing case names. */
    private int pairs() {
        Set<String> pairs = new HashSet<>();
        for (CaseRun.Report report : passed) {
            for (CaseRun.Recorded each : report.recorded()) {
                each.expect()
                        .outcome()
                        .ifPresent(outcome -> report.what().rules().forEach(id -> pairs.add(id + " " + outcome)));
            }
        }
        return pairs.size();
    }
}

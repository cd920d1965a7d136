package org.suwen.server.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Decision;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Permit;
import org.suwen.decision.Reason;
import org.suwen.decision.Rulebook;
import org.suwen.formats.cases.Expect;
import org.suwen.server.acts.ActOutcome;

/**
 * What came of a step.
 *
 * @param told why, in words, for whoever reads the difference
 * @param seen what a page showed; empty when no page was asked for
 * @param values what an act of the office answered
 */
record Came(
        Expect.Outcome outcome,
        String ground,
        String basis,
        List<String> reasons,
        List<Duty> duties,
        List<String> catalogue,
        String told,
        Optional<Seen> seen,
        Map<String, List<String>> values) {

    /**
     * What a page showed.
     *
     * @param shown the case's names of the data on it
     * @param withheld codes of the reasons it gave for what is withheld
     */
    record Seen(Set<String> shown, Set<String> withheld) {}

    static Came error(String why) {
        return new Came(Expect.Outcome.ERROR, "", "", List.of(), List.of(), List.of(), why, Optional.empty(), Map.of());
    }

    static Came done() {
        return new Came(Expect.Outcome.PERMIT, "", "", List.of(), List.of(), List.of(), "", Optional.empty(), Map.of());
    }

    static Came refused(List<String> reasons, List<String> catalogue, String told) {
        return new Came(Expect.Outcome.DENY, "", "", reasons, List.of(), catalogue, told, Optional.empty(), Map.of());
    }

    static Came of(Decision decision, Rulebook rulebook) {
        List<String> catalogue = rulebook.catalogue(decision.rules());
        return switch (decision) {
            case Deny deny ->
                refused(
                        deny.all().stream().map(Reason::code).toList(),
                        catalogue,
                        deny.reason().text().en());
            case Permit permit ->
                new Came(
                        Expect.Outcome.PERMIT,
                        permit.ground(),
                        permit.basis(),
                        List.of(),
                        permit.duties(),
                        catalogue,
                        "",
                        Optional.empty(),
                        Map.of());
        };
    }

    Came with(Seen page) {
        return new Came(outcome, ground, basis, reasons, duties, catalogue, told, Optional.of(page), values);
    }

    /** What an act of the office came to. */
    static Came of(ActOutcome act) {
        return new Came(
                act.reason().isEmpty() ? Expect.Outcome.PERMIT : Expect.Outcome.DENY,
                "",
                "",
                act.reason().stream().toList(),
                List.of(),
                act.rules(),
                act.told(),
                Optional.empty(),
                Values.flat(act.values()));
    }

    /** The differences to what is expected, one line each; none when all that is named agrees. */
    List<String> differences(Expect expect) {
        List<String> found = new ArrayList<>();
        String why = reasons + (told.isEmpty() ? "" : " (" + told + ")");
        expect.outcome()
                .filter(wanted -> wanted != outcome)
                .ifPresent(wanted -> found.add("expected " + wanted + ", came " + outcome
                        + (outcome == Expect.Outcome.PERMIT ? " on " + ground : " " + why)));
        expect.reason()
                .filter(wanted -> !reasons.stream().findFirst().equals(Optional.of(wanted)))
                .ifPresent(wanted -> found.add("expected the reason " + wanted + ", came " + why));
        expect.reasons().stream()
                .filter(wanted -> !reasons.contains(wanted))
                .forEach(wanted -> found.add("expected " + wanted + " among the reasons, came " + why));
        expect.ground()
                .filter(wanted -> !wanted.equals(ground))
                .ifPresent(wanted -> found.add("expected the ground " + wanted + ", came `" + ground + "`"));
        expect.basis()
                .filter(wanted -> !wanted.equals(basis))
                .ifPresent(wanted -> found.add("expected the basis " + wanted + ", came `" + basis + "`"));
        duties(expect, found);
        expect.rules().stream()
                .filter(wanted -> !catalogue.contains(wanted))
                .forEach(wanted -> found.add("expected the rule " + wanted + ", came " + catalogue));
        page(expect, found);
        Values.differences(expect.values(), values, found);
        return found;
    }

    private void duties(Expect expect, List<String> found) {
        for (Duty wanted : expect.duties()) {
            boolean there = duties.stream()
                    .anyMatch(duty -> duty.kind() == wanted.kind()
                            && duty.parameters()
                                    .entrySet()
                                    .containsAll(wanted.parameters().entrySet()));
            if (!there) {
                found.add("expected the duty " + wanted + ", came " + duties);
            }
        }
        for (DutyKind unwanted : expect.noDuties()) {
            if (duties.stream().anyMatch(duty -> duty.kind() == unwanted)) {
                found.add("expected no duty " + unwanted + ", came " + duties);
            }
        }
        expect.reduce().ifPresent(wanted -> {
            boolean there = duties.stream()
                    .anyMatch(duty -> duty.kind() == DutyKind.REDUCE
                            && wanted.name().equals(duty.parameters().get("granularity")));
            if (!there) {
                found.add("expected the answer to be cut down to " + wanted + ", came " + duties);
            }
        });
    }

    private void page(Expect expect, List<String> found) {
        Set<String> shown = seen.map(Seen::shown).orElse(Set.of());
        Set<String> codes = seen.map(Seen::withheld).orElse(Set.of());
        expect.shown().stream()
                .filter(wanted -> !shown.contains(wanted))
                .forEach(wanted -> found.add("expected `" + wanted + "` to be shown, came " + new TreeSet<>(shown)));
        expect.withheld().forEach((data, reason) -> {
            if (shown.contains(data)) {
                found.add("expected `" + data + "` to be withheld, and it is shown");
            } else if (reason.equals("HIDDEN") && codes.stream().anyMatch(code -> code.startsWith("HIDDEN"))) {
                found.add("expected `" + data + "` to be as if absent, and the answer tells of it: " + codes);
            } else if (!reason.equals("HIDDEN") && !codes.contains(reason)) {
                found.add("expected `" + data + "` to be withheld for " + reason + ", came " + codes);
            }
        });
    }
}

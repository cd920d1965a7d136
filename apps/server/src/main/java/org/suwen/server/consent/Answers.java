package org.suwen.server.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Span;

/** A consent's answers as clauses, for the form that others read. */
final class Answers {

    private Answers() {}

    /** Answers that count now, each a clause of its own, and after them the clauses themselves. */
    static List<Provision> clauses(ConsentState state, Instant now) {
        List<Provision> clauses = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            Consults.option(purpose).ifPresent(option -> option(state, option, purpose, now, clauses));
        }
        state.recipients().keySet().stream()
                .sorted()
                .forEach(id -> add(
                        state.recipient(id, now),
                        new Provision.Who(Set.of(id), Set.of(), Set.of()),
                        Set.of(),
                        clauses));
        clauses.addAll(state.provisions().list());
        return clauses;
    }

    private static void option(
            ConsentState state, ConsentOption option, Purpose purpose, Instant now, List<Provision> clauses) {
        add(state.choice(option, now), Provision.Who.ANYBODY, Set.of(purpose), clauses);
    }

    private static void add(Choice choice, Provision.Who who, Set<Purpose> purposes, List<Provision> clauses) {
        if (choice == Choice.NONE) {
            return;
        }
        var reach =
                new Provision.Reach(who, purposes, Set.of(), Provision.What.ANYTHING, Span.ALWAYS, Provision.Rows.ALL);
        clauses.add(new Provision("answer", choice == Choice.AGREE, reach, List.of()));
    }
}

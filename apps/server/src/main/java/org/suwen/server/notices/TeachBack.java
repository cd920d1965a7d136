package org.suwen.server.notices;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.suwen.decision.Role;
import org.suwen.server.acts.ActOutcome;
import org.suwen.server.acts.Doing;
import org.suwen.server.acts.OfficeActs.Known;
import org.suwen.server.acts.PersonRegister;
import org.suwen.server.acts.Shelf;
import org.suwen.server.identity.DirectoryDocuments;

/**
 * Understanding is tested, not assumed (DIC-12): one question for each topic, all three right, two further attempts, then a
 * person explains. Until then the consent is pending.
 */
public final class TeachBack implements PersonRegister {

    private static final int ATTEMPTS = 3;
    private static final String RULE = "DIC-12";

    private final Shelf<Attempted> attempts;

    /** Attempts kept in {@code documents}. */
    public TeachBack(DirectoryDocuments documents) {
        this.attempts = new Shelf<>(documents, "teach-back", Attempted.class);
    }

    /** Where a person stands. */
    enum State {
        PENDING,
        PASSED,
        /** The attempts are used up: somebody of the house explains. */
        TO_EXPLAIN
    }

    /** What the questions are about. */
    enum Topic {
        TECHNOLOGY,
        PURPOSE,
        CONSEQUENCE
    }

    /**
     * How a person did.
     *
     * @param patients whom the answering account stands for
     */
    record Attempted(
            String notice, String account, List<String> patients, int failed, State state, String explainedBy) {
        Attempted now(int failures, State reached, String by) {
            return new Attempted(notice, account, patients, failures, reached, by);
        }
    }

    /** The acts. */
    public List<Known> acts() {
        return List.of(
                new Known("teachback.answer", Set.of(Role.PATIENT, Role.GUARDIAN), this::answer),
                new Known("teachback.explained", Set.of(Role.DOCTOR, Role.NURSE, Role.OFFICER), this::explained),
                new Known(
                        "teachback.state",
                        Set.of(Role.PATIENT, Role.GUARDIAN, Role.DOCTOR, Role.NURSE, Role.OFFICER, Role.CONNECTOR),
                        this::state));
    }

    private ActOutcome answer(Doing doing) {
        doing.only("id", "right");
        String account = doing.caller().accountId();
        Shelf.Held<Attempted> held = attempts.held(key(doing.text("id"), account));
        Attempted before = held.value()
                .orElse(new Attempted(doing.text("id"), account, doing.caller().patients(), 0, State.PENDING, ""));
        if (before.state() == State.TO_EXPLAIN) {
            return ActOutcome.refused("NOT_UNDERSTOOD", RULE, "the attempts are used up; somebody explains it first");
        }
        SortedSet<String> wrong = new TreeSet<>();
        List<Topic> right = doing.constants("right", Topic.class);
        for (Topic topic : Topic.values()) {
            if (!right.contains(topic)) {
                wrong.add(topic.name());
            }
        }
        int failed = wrong.isEmpty() ? before.failed() : before.failed() + 1;
        State state = wrong.isEmpty() ? State.PASSED : failed >= ATTEMPTS ? State.TO_EXPLAIN : State.PENDING;
        var after = before.now(failed, state, "");
        return ActOutcome.done(
                List.of(RULE),
                Map.of("state", state.name(), "wrong", List.copyOf(wrong)),
                attempts.putting(held, after));
    }

    private ActOutcome explained(Doing doing) {
        doing.only("id", "account");
        Shelf.Held<Attempted> held = attempts.held(key(doing.text("id"), doing.text("account")));
        Attempted before = held.value()
                .filter(each -> each.state() == State.TO_EXPLAIN)
                .orElseThrow(() -> Doing.fault("nobody of this `account` waits for an explanation"));
        var after = before.now(0, State.PENDING, doing.caller().accountId());
        return ActOutcome.done(List.of(RULE), Map.of("state", State.PENDING.name()), attempts.putting(held, after));
    }

    private ActOutcome state(Doing doing) {
        doing.only("id", "account");
        boolean own = doing.text("account").equals(doing.caller().accountId());
        if (!own && Set.of(Role.PATIENT, Role.GUARDIAN).contains(doing.caller().role())) {
            return ActOutcome.refused("PURPOSE", "ACC-01", "an account asks for itself alone");
        }
        State state = attempts.get(key(doing.text("id"), doing.text("account")))
                .map(Attempted::state)
                .orElse(State.PENDING);
        return ActOutcome.told(List.of(RULE), Map.of("state", state.name()));
    }

    @Override
    public int about(String patient) {
        return of(patient).size();
    }

    @Override
    public int forget(String patient) {
        List<Attempted> found = of(patient);
        found.forEach(each -> attempts.remove(key(each.notice(), each.account())));
        return found.size();
    }

    private List<Attempted> of(String patient) {
        return attempts.all().stream()
                .filter(each -> each.patients().contains(patient))
                .toList();
    }

    private static String key(String notice, String account) {
        return notice + "/" + account;
    }
}

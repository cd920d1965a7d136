package org.suwen.server.cases;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.matter.Matter;
import org.suwen.formats.cases.State;
import org.suwen.ledger.postgres.PostgresLedgerReader;
import org.suwen.ledger.verify.LedgerVerifier;
import org.suwen.ledger.verify.Report;
import org.suwen.ledger.verify.Trust;
import org.suwen.server.access.Watch;
import org.suwen.server.care.Emergencies;
import org.suwen.server.consent.ConsentTasks;
import org.suwen.server.reviews.ReviewKind;
import org.suwen.server.reviews.Reviews;
import org.suwen.server.trace.Trace;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.Cursor;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;

/** Looks into the system whether it is in the state a case describes. */
final class StateCheck {

    private static final int ENTRIES = 5_000;
    private static final int ROWS = 500;

    private final CaseHospital hospital;
    private final CaseNames names;

    StateCheck(CaseHospital hospital, CaseNames names) {
        this.hospital = hospital;
        this.names = names;
    }

    List<String> differences(State state) {
        List<String> found = new ArrayList<>();
        state.ledger().ifPresent(wanted -> {
            State.LedgerState came = ledger(hospital);
            if (came != wanted) {
                found.add("expected the ledger to be " + wanted + ", came " + came);
            }
        });
        state.tasks().forEach(wanted -> task(wanted, found));
        state.anomalies().forEach(wanted -> anomaly(wanted, found));
        state.notices().forEach(wanted -> notice(wanted, found));
        state.stored().forEach(wanted -> stored(wanted, found));
        state.matters()
                .forEach(wanted ->
                        MatterSteps.difference(hospital, names, wanted).ifPresent(found::add));
        if (!state.entries().isEmpty()) {
            entries(state.entries(), found);
        }
        return found;
    }

    /** What an outsider finds who verifies what is stored. */
    static State.LedgerState ledger(CaseHospital hospital) {
        var reader = new PostgresLedgerReader(hospital.pool());
        Report report =
                new LedgerVerifier(reader, Trust.of(hospital.core().signer().verifier())).verify(checked -> {});
        return report.broken().isPresent() ? State.LedgerState.BROKEN : State.LedgerState.WHOLE;
    }

    private void task(State.Task wanted, List<String> found) {
        if (java.util.Arrays.stream(ReviewKind.values())
                .anyMatch(kind -> kind.name().equals(wanted.kind()))) {
            review(wanted, found);
            return;
        }
        if (!wanted.kind().equals("STATEMENT")) {
            consentTask(wanted, found);
            return;
        }
        List<Emergencies.Statement> open = hospital.services().emergencies().all().stream()
                .filter(each -> each.filedAt().isEmpty())
                .toList();
        boolean there = open.stream()
                .anyMatch(each -> wanted.actor().map(each.actor()::equals).orElse(true)
                        && wanted.patient()
                                .map(name -> names.patient(name).toString().equals(each.patient()))
                                .orElse(true)
                        && wanted.due().map(each.dueAt()::equals).orElse(true));
        if (!there) {
            found.add("expected a statement due as " + wanted + ", came " + open.size() + " others");
        }
    }

    private void review(State.Task wanted, List<String> found) {
        List<Reviews.Due> open = hospital.services().office().reviews().open();
        boolean there = open.stream()
                .anyMatch(each -> each.kind().name().equals(wanted.kind())
                        && wanted.due().map(each.due()::equals).orElse(true));
        if (!there) {
            found.add("expected a review as " + wanted + ", came " + open);
        }
    }

    private void consentTask(State.Task wanted, List<String> found) {
        List<ConsentTasks.Kept> open = hospital.services().consentTasks().list().stream()
                .filter(each -> each.doneAt().isEmpty())
                .toList();
        boolean there = open.stream()
                .anyMatch(each -> each.task().kind().name().equals(wanted.kind())
                        && wanted.patient()
                                .map(name -> names.patient(name).toString().equals(each.patient()))
                                .orElse(true)
                        && wanted.due().map(each.task().due()::equals).orElse(true));
        boolean matter = hospital.services().matters().all().stream()
                .filter(hospital.services().matters()::waits)
                .anyMatch(each -> clock(each).equals(Optional.of(wanted.kind()))
                        && wanted.patient()
                                .map(name -> names.patient(name).toString().equals(each.patient()))
                                .orElse(true)
                        && wanted.due()
                                .map(due -> each.due().equals(Optional.of(due)))
                                .orElse(true));
        if (!there && !matter) {
            found.add("expected a task as " + wanted + ", came "
                    + open.stream().map(ConsentTasks.Kept::task).toList());
        }
    }

    private Optional<String> clock(Matter matter) {
        return Optional.ofNullable(hospital.services().matters().book().kinds().get(matter.kind()))
                .flatMap(kind -> kind.clock())
                .map(Enum::name);
    }

    private void anomaly(State.Anomaly wanted, List<String> found) {
        List<Watch.Event> events = hospital.services().watch().events();
        boolean there = events.stream()
                .anyMatch(each -> each.code().equals(wanted.code())
                        && wanted.actor().map(each.actor()::equals).orElse(true));
        if (there != wanted.present()) {
            found.add("expected " + (wanted.present() ? "" : "no ") + "anomaly " + wanted.code() + ", came " + events);
        }
    }

    private void notice(State.Notice wanted, List<String> found) {
        List<Watch.Notification> notices = hospital.services().watch().notifications();
        boolean there = notices.stream()
                .anyMatch(each -> each.channel().name().equals(wanted.channel())
                        && wanted.to().map(each.to()::equals).orElse(true));
        if (!there) {
            found.add("expected a notice over " + wanted.channel() + ", came " + notices);
        }
    }

    private void stored(State.Stored wanted, List<String> found) {
        PatientId patient = names.patient(wanted.patient());
        Set<Token> all = new HashSet<>();
        for (ClassEntry each : hospital.core().vault().classes(patient)) {
            all.add(each.token());
        }
        boolean there = false;
        for (Sealed row : hospital.core()
                .vault()
                .list(patient, Optional.of(wanted.kind().type()), all, Cursor.start(), ROWS)
                .rows()) {
            String body = new String(hospital.core().vault().open(row).body(), StandardCharsets.UTF_8);
            there |= body.contains('"' + wanted.kind().code() + '"');
        }
        if (there != wanted.present()) {
            found.add("expected " + wanted.kind().word() + " of `" + wanted.patient() + "` to be "
                    + (wanted.present() ? "stored, and there is none" : "absent, and it is stored"));
        }
    }

    private void entries(List<State.LedgerEntry> wanted, List<String> found) {
        List<Trace.Opened> latest =
                hospital.services().trace().latest(Long.MAX_VALUE, ENTRIES, (type, account) -> true);
        for (State.LedgerEntry each : wanted) {
            if (latest.stream().noneMatch(entry -> matches(each, entry))) {
                found.add("expected a ledger entry " + each + ", came "
                        + latest.stream().limit(5).map(StateCheck::text).toList());
            }
        }
    }

    private boolean matches(State.LedgerEntry wanted, Trace.Opened entry) {
        return entry.type().name().equals(wanted.type())
                && wanted.actor().map(entry.account().caller().actor()::equals).orElse(true)
                && wanted.patient()
                        .map(name -> entry.account()
                                .patient()
                                .equals(Optional.of(names.patient(name).value())))
                        .orElse(true)
                && wanted.outcome()
                        .map(entry.account().verdict().outcome().name()::equals)
                        .orElse(true);
    }

    private static String text(Trace.Opened entry) {
        return entry.type() + " by " + entry.account().caller().actor() + " "
                + entry.account().verdict().outcome();
    }
}

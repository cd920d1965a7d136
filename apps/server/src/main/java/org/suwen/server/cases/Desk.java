package org.suwen.server.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.classification.InvalidLabelRulesException;
import org.suwen.classification.LabelRules;
import org.suwen.decision.Action;
import org.suwen.decision.Purpose;
import org.suwen.formats.cases.State;
import org.suwen.formats.cases.Step;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Ask;
import org.suwen.server.access.Gate;
import org.suwen.server.care.Emergencies;
import org.suwen.server.identity.Caller;
import org.suwen.server.identity.PasswordPolicy;

/** Emergencies, statements, sign-ins and the office's acts of a case. */
final class Desk {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Asking asking;
    private final AccountSteps accountSteps;

    Desk(CaseHospital hospital, CaseNames names, CaseCallers callers, Asking asking) {
        this.hospital = hospital;
        this.names = names;
        this.callers = callers;
        this.asking = asking;
        this.accountSteps = new AccountSteps(hospital, names);
    }

    Asking.Result breakGlass(Step.BreakGlass step) {
        Caller caller = callers.of(step.actor(), step.approach());
        Emergencies.Opening opening = hospital.services()
                .emergencies()
                .open(
                        caller,
                        names.patient(step.patient()),
                        Emergencies.Situation.valueOf(step.situation()),
                        step.reason());
        List<Heard> heard = hospital.heard();
        return switch (opening) {
            case Emergencies.Opening.Open open -> asking.permitted(heard);
            case Emergencies.Opening.Refused refused ->
                new Asking.Result(asking.refused(request(refused.outcome().refusal()), heard), heard);
        };
    }

    private static UUID request(Answer refusal) {
        if (refusal instanceof Answer.Refused refused) {
            return refused.trail().decision();
        }
        throw new IllegalStateException("an act was answered as if there were no patient");
    }

    Asking.Result statement(Step.Statement step) {
        String patient = names.patient(step.patient()).toString();
        Optional<Emergencies.Statement> due = hospital.services().emergencies().statementsOf(step.actor()).stream()
                .filter(each -> each.patient().equals(patient) && each.filedAt().isEmpty())
                .findFirst();
        if (due.isEmpty()) {
            return plain(Came.refused(List.of("NO_STATEMENT_DUE"), List.of(), "no statement is due"));
        }
        Emergencies.Filing filing = hospital.services()
                .emergencies()
                .file(step.actor(), due.get().id(), step.text(), filed -> {
                    var account = AccountPart.of(
                            hospital.clock().instant(),
                            org.suwen.ledger.part.Caller.of(step.actor(), "", "", ""),
                            new Act("statement.file", "EMERGENCY", new byte[0], filed.id()),
                            Verdict.of(Outcome.DONE),
                            Optional.of(UUID.fromString(patient)));
                    var unused = hospital.services()
                            .journal()
                            .institutional(
                                    EntryType.STATEMENT,
                                    hospital.services().asks().newId(),
                                    account);
                });
        return plain(
                filing == Emergencies.Filing.FILED ? Came.done() : Came.refused(List.of(filing.name()), List.of(), ""));
    }

    /** A sign-in counts when the first question of its session is not refused for how the person signed in. */
    Asking.Result signIn(Step.SignIn step, String patient) {
        var approach = new Step.Approach(
                "10.8.1.5", step.factors(), java.time.Duration.ZERO, Optional.empty(), Optional.empty(), false, false);
        Caller caller = callers.of(step.actor(), approach);
        Ask ask = Ask.of(
                caller,
                Purpose.TREATMENT,
                Action.SEARCH,
                "sign-in",
                hospital.services().asks().newId());
        return switch (hospital.services().gate().view(ask, names.patient(patient), "Patient")) {
            case Gate.View.Shown shown -> asking.permitted(hospital.heard());
            case Gate.View.Refused refused -> {
                List<Heard> heard = hospital.heard();
                Came came = asking.refused(ask.request(), heard);
                yield new Asking.Result(came.reasons().contains("AUTH_STRENGTH") ? came : Came.done(), heard);
            }
        };
    }

    Asking.Result administer(Step.Administer step) {
        return switch (step.act()) {
            case ACTIVATE_DISEASE_SET -> plain(diseases(number(step, "classes")));
            case VERIFY_LEDGER ->
                plain(
                        StateCheck.ledger(hospital) == State.LedgerState.WHOLE
                                ? Came.done()
                                : Came.refused(List.of("BROKEN"), List.of(), "the ledger is broken"));
            case DELETE_LOG_ENTRIES -> plain(deletion());
            case UNBLOCK ->
                plain(
                        hospital.services()
                                        .blocks()
                                        .lift(
                                                step.parameters().getOrDefault("actor", ""),
                                                hospital.clock().instant())
                                ? Came.done()
                                : Came.refused(List.of("NOT_BLOCKED"), List.of(), "there is no block to lift"));
            case OPEN_ACCOUNT -> plain(accountSteps.open(step));
            case LISTEN -> plain(DoorSteps.listen(step));
            case DOWNLOAD -> plain(new DoorSteps(hospital, names).download(step));
            case SIGN_IN -> plain(accountSteps.signIn(step));
            case ERASE -> plain(new Erasing(hospital, names, callers).came(step));
            case SET_PASSWORD -> plain(password(step.parameters().getOrDefault("password", "")));
        };
    }

    private static Came password(String wanted) {
        List<PasswordPolicy.Lack> lacks = PasswordPolicy.standard().lacks(wanted);
        return lacks.isEmpty() ? Came.done() : Came.refused(List.of("PASSWORD"), List.of(), lacks.toString());
    }

    /** The ledger's tables take neither change nor removal from the role a server works under. */
    private Came deletion() {
        String role =
                "case_server_" + hospital.services().asks().newId().toString().replace('-', '_');
        hospital.sql("CREATE ROLE " + role);
        hospital.sql(org.suwen.ledger.postgres.LedgerSchema.GRANTS.formatted(role));
        try (var connection = hospital.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            try {
                statement.execute("DELETE FROM ledger_entry");
                return Came.done();
            } catch (java.sql.SQLException refused) {
                return Came.refused(List.of("RETENTION"), List.of(), String.valueOf(refused.getMessage()));
            } finally {
                statement.execute("RESET ROLE");
            }
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException("a deletion can't be tried: " + failed.getMessage(), failed);
        }
    }

    private Came diseases(int classes) {
        LabelRules whole = hospital.core().labels();
        List<org.suwen.classification.DiseaseClass> wanted =
                whole.diseases().stream().limit(classes).toList();
        try {
            var unused = new LabelRules(
                    whole.edition(),
                    whole.vocabularies(),
                    whole.types(),
                    whole.codes(),
                    whole.elements(),
                    wanted,
                    whole.spreads(),
                    whole.identities(),
                    whole.infantYears(),
                    whole.fields());
            return Came.done();
        } catch (InvalidLabelRulesException refused) {
            return Came.refused(List.of("DISEASE_SET"), List.of(), String.valueOf(refused.getMessage()));
        }
    }

    private static int number(Step.Administer step, String name) {
        return Integer.parseInt(step.parameters().getOrDefault(name, "0"));
    }

    private static Asking.Result plain(Came came) {
        return new Asking.Result(came, List.of());
    }
}

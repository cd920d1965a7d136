package org.suwen.server.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.suwen.decision.Action;
import org.suwen.decision.CareUnit;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Licence;
import org.suwen.decision.Provisions;
import org.suwen.decision.Span;
import org.suwen.decision.Study;
import org.suwen.decision.Text;
import org.suwen.formats.cases.Case;
import org.suwen.formats.cases.Expect;
import org.suwen.formats.cases.Fixture;
import org.suwen.formats.cases.Step;
import org.suwen.formats.yaml.Position;
import org.suwen.ledger.EntryType;
import org.suwen.server.access.Changes;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Registers;
import org.suwen.server.consent.ConsentDesk;
import org.suwen.server.consent.ConsentDesk.Kind;
import org.suwen.server.consent.Filed;
import org.suwen.server.identity.StaffMember;
import org.suwen.vault.PatientId;

/** Carries out one case, step by step. */
final class CaseRun {

    private final Case what;
    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Map<String, String> versions = new HashMap<>();
    private final Asking asking;
    private final Desk desk;
    private final ConsentSteps consentSteps;
    private final List<Recorded> recorded = new ArrayList<>();

    CaseRun(Case what, CaseHospital hospital, CaseNames names) {
        this.what = what;
        this.hospital = hospital;
        this.names = names;
        this.callers = new CaseCallers(what.fixture());
        what.fixture().models().forEach(model -> versions.put(model.id(), model.version()));
        this.asking = new Asking(hospital, names, what.fixture(), versions);
        this.desk = new Desk(hospital, names, callers, asking);
        this.consentSteps = new ConsentSteps(hospital, names, callers, asking);
    }

    /** Decisions of a step with what was expected of it. */
    record Recorded(String caseId, Expect expect, List<Heard> heard) {}

    /** A step whose outcome differs. */
    record Difference(Position at, String text) {}

    /** What came of a case. */
    record Report(Case what, List<Difference> differences, List<Recorded> recorded) {
        boolean passed() {
            return differences.isEmpty();
        }
    }

    Report run() {
        List<Difference> differences = new ArrayList<>();
        hospital.heard();
        for (Step step : what.steps()) {
            List<String> found;
            try {
                found = step(step);
            } catch (RuntimeException failed) {
                found = List.of("the step could not be carried out: " + Failures.text(failed));
            }
            found.forEach(text -> differences.add(new Difference(step.at(), text)));
        }
        return new Report(what, differences, recorded);
    }

    private List<String> step(Step step) {
        return switch (step) {
            case Step.Ask ask -> compare(ask.expect(), () -> asking.ask(ask));
            case Step.Upload upload -> compare(upload.expect(), () -> asking.upload(upload));
            case Step.BreakGlass open -> compare(open.expect(), () -> desk.breakGlass(open));
            case Step.Statement statement -> compare(statement.expect(), () -> desk.statement(statement));
            case Step.SignIn signIn ->
                compare(
                        signIn.expect(),
                        () -> desk.signIn(
                                signIn, what.fixture().patients().getFirst().id()));
            case Step.Capture capture -> compare(capture.expect(), () -> consentSteps.capture(capture));
            case Step.Withdrawal withdrawal -> compare(withdrawal.expect(), () -> consentSteps.withdraw(withdrawal));
            case Step.ConsentEvent event -> compare(event.expect(), () -> consentSteps.event(event));
            case Step.Administer act -> compare(act.expect(), () -> desk.administer(act));
            case Step.ExpectState state -> new StateCheck(hospital, names).differences(state.state());
            default -> {
                change(step);
                yield List.of();
            }
        };
    }

    /** Something that answers. */
    private interface Attempt {
        Asking.Result make();
    }

    private List<String> compare(Expect expect, Attempt attempt) {
        Asking.Result result;
        hospital.heard();
        try {
            result = attempt.make();
        } catch (RuntimeException failed) {
            result = new Asking.Result(Came.error(Failures.text(failed)), List.of());
        }
        recorded.add(new Recorded(what.id(), expect, result.heard()));
        return result.came().differences(expect);
    }

    private void change(Step step) {
        switch (step) {
            case Step.ClockTo to -> hospital.clock().moveTo(to.to());
            case Step.Wait wait ->
                hospital.clock().moveTo(hospital.clock().instant().plus(wait.by()));
            case Step.ConsentChange change -> consent(change);
            case Step.StaffChange change -> staff(change);
            case Step.PatientChange change -> card(change.patient(), card -> changed(card, change));
            case Step.DeviceChange change -> device(change);
            case Step.GrantGiven given ->
                card(
                        given.patient(),
                        card -> card.withGrant(given.grant(), hospital.clock().instant()));
            case Step.StudyChange change -> study(change);
            case Step.ModelChange change -> model(change);
            case Step.Fault fault -> fault(fault.kind());
            case Step.Restart restart -> hospital.restart();
            default -> throw new IllegalStateException("this step answers and changes nothing by itself");
        }
    }

    private void card(String patient, UnaryOperator<PatientCard> change) {
        var unused = Seeding.change(hospital, names.patient(patient), change);
    }

    private static PatientCard changed(PatientCard card, Step.PatientChange change) {
        return new PatientCard(
                card.person(),
                change.episodes().orElse(card.episodes()),
                card.tags(),
                new PatientCard.Basis(
                        change.notice().orElse(card.basis().notice()),
                        change.authorisation().orElse(card.basis().treatmentAuthorisation())),
                card.consent(),
                card.grants(),
                card.devices(),
                card.accounts(),
                card.file());
    }

    private void consent(Step.ConsentChange change) {
        PatientId patient = names.patient(change.patient());
        List<ConsentDesk.Wanted> wanted = new ArrayList<>();
        change.options()
                .forEach((option, choice) -> wanted.add(new ConsentDesk.Wanted(Kind.OPTION, option.name(), choice)));
        change.recipients().forEach((id, choice) -> wanted.add(new ConsentDesk.Wanted(Kind.RECIPIENT, id, choice)));
        if (!wanted.isEmpty()) {
            long version = hospital.services().cards().current(patient).version();
            Filed filed =
                    hospital.services().consents().change(callers.patient(change.patient()), patient, version, wanted);
            if (!(filed instanceof Filed.Done)) {
                throw new IllegalStateException("the patient's change was not made: " + filed);
            }
        }
        if (change.status().isPresent()
                || change.until().isPresent()
                || !change.provisions().isEmpty()) {
            var wish = new Changes.Wish(
                    EntryType.CONSENT,
                    "Consent",
                    "TERM",
                    OptionalLong.empty(),
                    (card, permit) -> card.withConsent(term(card.consent(), change)));
            done(hospital.services()
                    .changes()
                    .make(
                            hospital.services()
                                    .asks()
                                    .of(callers.patient(change.patient()), Action.UPDATE, "consent.term"),
                            patient,
                            wish));
        }
    }

    private static ConsentState term(ConsentState state, Step.ConsentChange change) {
        ConsentState ended = state.during(new Span(state.from(), change.until().orElse(state.until())))
                .withStatus(change.status().orElse(state.status()));
        return change.provisions().isEmpty() ? ended : ended.withProvisions(Provisions.of(change.provisions()));
    }

    private static void done(Changes.Outcome outcome) {
        if (!(outcome instanceof Changes.Outcome.Done)) {
            throw new IllegalStateException("the patient's change was not made: " + outcome);
        }
    }

    private void device(Step.DeviceChange change) {
        PatientId patient = names.patient(change.patient());
        DeviceBinding before = hospital.services().cards().current(patient).card().devices().stream()
                .filter(each -> each.device().equals(change.device()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no device `" + change.device() + "` is bound"));
        var after = new DeviceBinding(
                before.device(),
                change.activated().orElse(before.activated()),
                change.revoked().orElse(before.revoked()),
                change.sensorsOn().map(Sensors::classes).orElse(before.sensorsOn()));
        done(hospital.services().consents().switchDevice(callers.patient(change.patient()), patient, after));
    }

    private void staff(Step.StaffChange change) {
        Instant now = hospital.clock().instant();
        var unused = hospital.services()
                .staff()
                .change(change.staff(), "case", member -> {
                    Optional<CareUnit> unit = change.unit();
                    Set<String> superiors = change.superiors().orElse(member.superiors());
                    StaffMember moved = unit.isEmpty()
                            ? member.withSuperiors(superiors)
                            : member.withUnit(
                                    unit.map(CareUnit::department),
                                    unit.map(CareUnit::group).filter(group -> !group.isEmpty()),
                                    superiors);
                    StaffMember titled = change.title().isPresent() ? moved.withTitle(change.title()) : moved;
                    StaffMember rostered = change.roster()
                            .map(Seeding::roster)
                            .map(titled::withRoster)
                            .orElse(titled);
                    return change.active()
                            .map(active -> active ? rostered.returned() : rostered.leaving(now))
                            .orElse(rostered);
                })
                .orElseThrow(() -> new IllegalArgumentException("no `" + change.staff() + "` is on the staff"));
    }

    private void study(Step.StudyChange change) {
        Study old = what.fixture().studies().stream()
                .filter(each -> each.id().equals(change.study()))
                .findFirst()
                .orElseThrow()
                .study();
        var next = new Study(
                old.id(),
                change.state(),
                old.deidentifiedOnly(),
                old.waiver(),
                old.subjectsTraceable(),
                old.waiverApproved(),
                old.geneticPermit(),
                old.databaseLocked());
        Set<String> members = what.fixture().staff().stream()
                .filter(each -> each.study().equals(Optional.of(change.study())))
                .map(Fixture.Staff::id)
                .collect(java.util.stream.Collectors.toSet());
        hospital.services().registers().put(new Registers.StudyRecord(new Text(old.id(), old.id()), next, members));
    }

    private void model(Step.ModelChange change) {
        change.version().ifPresent(version -> versions.put(change.model(), version));
        if (change.active().isEmpty()) {
            return;
        }
        Licence held = hospital.services().registers().licence(change.model()).orElseThrow();
        var next = new Licence(
                held.model(),
                held.version(),
                held.departments(),
                held.dataClasses(),
                held.purposes(),
                held.stage(),
                change.active().get());
        hospital.services()
                .registers()
                .put(new Registers.Model(change.model(), new Text(change.model(), change.model()), next));
    }

    private void fault(Step.FaultKind kind) {
        switch (kind) {
            case LEDGER_DOWN -> hospital.sql("ALTER TABLE ledger_entry RENAME TO ledger_entry_away");
            case LEDGER_UP -> hospital.sql("ALTER TABLE ledger_entry_away RENAME TO ledger_entry");
            case RULE_FAULT -> hospital.breakRule(true);
            case RULE_MENDED -> hospital.breakRule(false);
            case ENTRY_CHANGED ->
                hospital.sql("UPDATE ledger_entry SET bytes = set_byte(bytes, length(bytes) - 1,"
                        + " get_byte(bytes, length(bytes) - 1) # 1)"
                        + " WHERE index = (SELECT max(index) FROM ledger_entry)");
            case ENTRY_REMOVED ->
                hospital.sql("DELETE FROM ledger_entry WHERE index = (SELECT max(index) FROM ledger_entry)");
        }
    }
}

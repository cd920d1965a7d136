package org.suwen.server.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Licence;
import org.suwen.decision.Study;
import org.suwen.decision.Text;
import org.suwen.formats.cases.Case;
import org.suwen.formats.cases.Expect;
import org.suwen.formats.cases.Fixture;
import org.suwen.formats.cases.Step;
import org.suwen.formats.yaml.Position;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Registers;
import org.suwen.server.identity.StaffMember;

/** Carries out one case, step by step. */
final class CaseRun {

    private final Case what;
    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;
    private final Map<String, String> versions = new HashMap<>();
    private final Asking asking;
    private final Desk desk;
    private final PatientDesk patientDesk;
    private final ConsentSteps consentSteps;
    private final OfficeSteps officeSteps;
    private final MatterSteps matterSteps;
    private final List<Recorded> recorded = new ArrayList<>();

    CaseRun(Case what, CaseHospital hospital, CaseNames names) {
        this.what = what;
        this.hospital = hospital;
        this.names = names;
        this.callers = new CaseCallers(what.fixture());
        what.fixture().models().forEach(model -> versions.put(model.id(), model.version()));
        this.asking = new Asking(hospital, names, what.fixture(), versions);
        this.desk = new Desk(hospital, names, callers, asking);
        this.patientDesk = new PatientDesk(hospital, names, callers, asking);
        this.consentSteps = new ConsentSteps(hospital, names, callers, asking);
        this.officeSteps = new OfficeSteps(hospital, callers);
        this.matterSteps = new MatterSteps(hospital, names, callers, asking);
    }

    /** A step with what was expected of it, what came, and the decisions it rests on. */
    record Recorded(String what, Expect expect, Came came, List<Heard> heard) {}

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
        String words = StepWords.of(step);
        return switch (step) {
            case Step.Ask ask -> compare(words, ask.expect(), () -> asking.ask(ask));
            case Step.Upload upload -> compare(words, upload.expect(), () -> asking.upload(upload));
            case Step.BreakGlass open -> compare(words, open.expect(), () -> desk.breakGlass(open));
            case Step.Statement statement -> compare(words, statement.expect(), () -> desk.statement(statement));
            case Step.SignIn signIn -> {
                String patient = what.fixture().patients().getFirst().id();
                yield compare(words, signIn.expect(), () -> desk.signIn(signIn, patient));
            }
            case Step.Administer act -> compare(words, act.expect(), () -> desk.administer(act));
            case Step.ConsentChange change
            when change.expect().isPresent() ->
                compare(words, change.expect().get(), () -> patientDesk.consent(change));
            case Step.DeviceChange change
            when change.expect().isPresent() -> compare(words, change.expect().get(), () -> patientDesk.device(change));
            case Step.Capture capture -> compare(words, capture.expect(), () -> consentSteps.capture(capture));
            case Step.Withdrawal withdrawal ->
                compare(words, withdrawal.expect(), () -> consentSteps.withdraw(withdrawal));
            case Step.ConsentEvent event -> compare(words, event.expect(), () -> consentSteps.event(event));
            case Step.Office act -> compare(words, act.expect(), () -> officeSteps.act(act));
            case Step.MatterStep matter -> compare(words, matter.expect(), () -> matterSteps.take(matter));
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

    private List<String> compare(String words, Expect expect, Attempt attempt) {
        Asking.Result result;
        hospital.heard();
        try {
            result = attempt.make();
        } catch (RuntimeException failed) {
            result = new Asking.Result(Came.error(Failures.text(failed)), List.of());
        }
        recorded.add(new Recorded(words, expect, result.came(), result.heard()));
        return result.came().differences(expect);
    }

    private void change(Step step) {
        switch (step) {
            case Step.ClockTo to -> officeSteps.moveTo(to.to());
            case Step.Wait wait -> officeSteps.moveTo(hospital.clock().instant().plus(wait.by()));
            case Step.ConsentChange change -> PatientDesk.made(patientDesk.consent(change));
            case Step.StaffChange change -> staff(change);
            case Step.PatientChange change -> card(change.patient(), card -> changed(card, change));
            case Step.DeviceChange change -> PatientDesk.made(patientDesk.device(change));
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
                behind("UPDATE ledger_entry SET bytes = set_byte(bytes, length(bytes) - 1,"
                        + " get_byte(bytes, length(bytes) - 1) # 1)"
                        + " WHERE index = (SELECT max(index) FROM ledger_entry)");
            case ENTRY_REMOVED ->
                behind("DELETE FROM ledger_entry WHERE index = (SELECT max(index) FROM ledger_entry)");
        }
    }

    /** What a checkpoint vouches for is changed behind the system's back. */
    private void behind(String statement) {
        hospital.settle();
        hospital.sql(statement);
    }
}

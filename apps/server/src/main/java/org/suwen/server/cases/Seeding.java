package org.suwen.server.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.suwen.classification.TagPeriod;
import org.suwen.decision.Action;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.CareUnit;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Span;
import org.suwen.decision.Study;
import org.suwen.decision.Text;
import org.suwen.formats.cases.DataItem;
import org.suwen.formats.cases.DataKind;
import org.suwen.formats.cases.Fixture;
import org.suwen.formats.cases.Patient;
import org.suwen.ledger.Draft;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Guard;
import org.suwen.ledger.Receipt;
import org.suwen.ledger.Subject;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Cards;
import org.suwen.server.access.LogKeysOf;
import org.suwen.server.access.PatientCard;
import org.suwen.server.access.Registers;
import org.suwen.server.consent.Parties;
import org.suwen.server.identity.StaffMember;
import org.suwen.server.intake.Intake;
import org.suwen.vault.PatientId;

/** Puts a fixture on record: staff through the personnel directory, data through the intake, patients on their cards. */
final class Seeding {

    private static final String BY = "case";
    private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final CaseHospital hospital;
    private final Fixture fixture;
    private final CaseCallers callers;

    Seeding(CaseHospital hospital, Fixture fixture) {
        this.hospital = hospital;
        this.fixture = fixture;
        this.callers = new CaseCallers(fixture);
    }

    CaseNames seed() {
        for (Fixture.Staff each : fixture.staff()) {
            switch (each.role()) {
                case DOCTOR, NURSE, ADMINISTRATOR, OFFICER, AUDITOR, RESEARCHER, PARTNER, AUTHORITY ->
                    hospital.services().staff().enrol(member(each), BY);
                case PATIENT, GUARDIAN, CONNECTOR, MODEL, DEVICE -> {
                    // these are no staff
                }
            }
        }
        fixture.otherInstitutions().forEach(each -> recipient(new Fixture.Recipient(each, "as agreed", "")));
        fixture.recipients().forEach(this::recipient);
        fixture.models().forEach(this::model);
        fixture.studies().forEach(each -> study(each.study()));
        Map<String, PatientId> patients = new HashMap<>();
        Map<String, CaseNames.Place> data = new HashMap<>();
        Map<CaseNames.Visit, String> visits = new HashMap<>();
        for (Patient each : fixture.patients()) {
            patients.put(each.id(), record(each, data, visits));
            PatientId id = patients.get(each.id());
            change(hospital, id, card -> card(card, each));
        }
        return new CaseNames(patients, data, visits);
    }

    private StaffMember member(Fixture.Staff each) {
        return new StaffMember(
                each.id(),
                each.id(),
                each.role(),
                each.title(),
                each.unit().map(CareUnit::department),
                each.unit().map(CareUnit::group).filter(group -> !group.isEmpty()),
                each.institution(),
                each.superiors(),
                each.active(),
                Optional.empty(),
                roster(each.roster()),
                fixture.clock(),
                1);
    }

    static List<StaffMember.RosterPeriod> roster(List<Fixture.Shift> shifts) {
        return shifts.stream()
                .map(shift -> new StaffMember.RosterPeriod(shift.from(), shift.to()))
                .toList();
    }

    private void recipient(Fixture.Recipient each) {
        hospital.services()
                .parties()
                .put(new Parties.Recipient(
                        each.id(),
                        each.id(),
                        new Text(each.id(), each.id()),
                        new Text(each.purpose(), each.purpose()),
                        each.country()));
    }

    private void model(Fixture.Model model) {
        model.licence()
                .ifPresent(licence -> hospital.services()
                        .registers()
                        .put(new Registers.Model(model.id(), new Text(model.id(), model.id()), licence)));
    }

    private void study(Study study) {
        Set<String> members = fixture.staff().stream()
                .filter(each -> each.study().equals(Optional.of(study.id())))
                .map(Fixture.Staff::id)
                .collect(Collectors.toSet());
        hospital.services()
                .registers()
                .put(new Registers.StudyRecord(new Text(study.id(), study.id()), study, members));
    }

    private PatientId record(Patient patient, Map<String, CaseNames.Place> data, Map<CaseNames.Visit, String> visits) {
        String url = "urn:uuid:00000000-0000-4000-8000-000000000000";
        var bundle = new CaseBundle(fixture.institution().id(), url);
        bundle.patient(patient);
        patient.conditions().forEach(bundle::condition);
        Map<String, String> itemUrls = new LinkedHashMap<>();
        Map<CaseNames.Visit, String> visitUrls = new HashMap<>();
        for (CareEpisode episode : patient.episodes()) {
            visitUrls.put(new CaseNames.Visit(patient.id(), episode.unit()), bundle.visit(episode, CaseHospital.ZONE));
        }
        for (DataItem item : fixture.data()) {
            if (item.patient().equals(patient.id())) {
                itemUrls.put(item.id(), item(bundle, item, url));
            }
        }
        Intake.Result result = hospital.services()
                .intake()
                .transaction(
                        hospital.services().asks().of(CaseCallers.feed(), Action.CREATE, "case.fixture"),
                        bundle.bytes());
        if (!(result instanceof Intake.Result.Done done)) {
            throw new IllegalStateException("the fixture of patient `" + patient.id() + "` was not taken: " + result);
        }
        List<CaseNames.Place> stored = done.stored().stream()
                .map(each -> new CaseNames.Place(each.type(), each.id()))
                .toList();
        Map<String, CaseNames.Place> places = CaseBundle.places(bundle.urls(), stored);
        itemUrls.forEach((name, at) -> data.put(name, at(places, at)));
        visitUrls.forEach((visit, at) -> visits.put(visit, at(places, at).id()));
        return done.patient();
    }

    private static CaseNames.Place at(Map<String, CaseNames.Place> places, String url) {
        return Optional.ofNullable(places.get(url)).orElseThrow();
    }

    /** Each item has a visit of its own, so that nothing spreads from one to the other that the case does not say. */
    private String item(CaseBundle bundle, DataItem item, String patientUrl) {
        if (item.kind().equals(Optional.of(DataKind.DEMOGRAPHICS))) {
            return patientUrl;
        }
        boolean elsewhere = !item.institution().equals(fixture.institution().id());
        boolean encounter = item.kind().equals(Optional.of(DataKind.OVERVIEW));
        String visit = encounter || (item.unit().isEmpty() && !elsewhere)
                ? ""
                : bundle.visit(
                        item.unit(),
                        item.institution(),
                        item.date().orElse(LONG_AGO).toString());
        bundle.item(item, visit);
        return bundle.urls().getLast();
    }

    private PatientCard card(PatientCard before, Patient patient) {
        Set<String> holders = new HashSet<>(Set.of(callers.account(patient.id())));
        List<TagPeriod> tags = new ArrayList<>();
        patient.identityTags().forEach(tag -> tags.add(new TagPeriod(tag, LONG_AGO, Optional.empty())));
        return new PatientCard(
                before.person(),
                patient.episodes(),
                tags,
                new PatientCard.Basis(patient.notice(), patient.authorisation()),
                bounded(patient.consent()),
                patient.grants(),
                patient.devices().stream().map(Sensors::binding).toList(),
                new PatientCard.Accounts(holders, patient.guardians()),
                before.file());
    }

    /** The end of time as the card can write it. */
    static ConsentState bounded(ConsentState state) {
        Instant until = state.until().isAfter(FOR_EVER) ? FOR_EVER : state.until();
        Instant from = state.from().isBefore(Instant.EPOCH) ? Instant.EPOCH : state.from();
        return state.during(new Span(from, until));
    }

    /** Changes a card as the office's registers would, with an entry by the case. */
    static Receipt change(CaseHospital hospital, PatientId patient, UnaryOperator<PatientCard> change) {
        var account = AccountPart.of(
                hospital.clock().instant(),
                Caller.of(BY, "SYSTEM", "", ""),
                Act.of("case.card", "OPERATIONS"),
                Verdict.of(Outcome.DONE),
                Optional.of(patient.value()));
        var ground = new Cards.Ground(
                hospital.services().asks().newId(),
                hospital.services().cards().current(patient).version());
        return hospital.services()
                .cards()
                .change(
                        patient,
                        ground,
                        change,
                        version -> hospital.core()
                                .ledger()
                                .append(new Draft(
                                        EntryType.SYSTEM,
                                        ground.request(),
                                        account.encode(),
                                        new byte[0],
                                        Optional.of(new Subject(
                                                patient.value(),
                                                version,
                                                Guard.CHANGE,
                                                new LogKeysOf(
                                                        hospital.core().vault().logKeys(patient)))))));
    }
}

package org.suwen.formats.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.classification.Labeller;
import org.suwen.decision.Action;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Environment;
import org.suwen.decision.Grant;
import org.suwen.decision.Licence;
import org.suwen.decision.Origin;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Row;
import org.suwen.decision.Study;

/** The situation of a case as it changes, without a server: enough to ask the decision engine. */
final class CaseWorld {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Fixture fixture;
    private final Labeller labeller;
    private final Map<String, Fixture.Staff> staff = new LinkedHashMap<>();
    private final Map<String, Patient> patients = new LinkedHashMap<>();
    private final Map<String, Fixture.Model> models = new HashMap<>();
    private final Map<String, Study> studies = new HashMap<>();
    private Instant now;

    CaseWorld(Fixture fixture, Labeller labeller) {
        this.fixture = fixture;
        this.labeller = labeller;
        this.now = fixture.clock();
        fixture.staff().forEach(each -> staff.put(each.id(), each));
        fixture.patients().forEach(each -> patients.put(each.id(), each));
        fixture.models().forEach(each -> models.put(each.id(), each));
        fixture.studies().forEach(each -> studies.put(each.id(), each.study()));
    }

    void apply(Step step) {
        switch (step) {
            case Step.ClockTo to -> now = to.to();
            case Step.Wait wait -> now = now.plus(wait.by());
            case Step.ConsentChange change -> consent(change);
            case Step.StaffChange change -> staff(change);
            case Step.PatientChange change -> patient(change);
            case Step.DeviceChange change -> device(change);
            case Step.GrantGiven given -> grant(given.patient(), given.grant());
            case Step.StudyChange change -> study(change);
            case Step.ModelChange change -> model(change);
            case Step.BreakGlass open ->
                grant(
                        open.patient(),
                        new Grant(
                                open.actor(),
                                Grant.Kind.BREAK_GLASS,
                                now,
                                now.plus(Duration.ofHours(4)),
                                Set.of(),
                                org.suwen.classification.Granularity.DETAIL,
                                "case"));
            default -> throw new IllegalArgumentException("no server here for " + step);
        }
    }

    Request request(Step.Ask ask) {
        return new Request(
                actor(ask.actor()),
                ask.via().map(this::actor),
                ask.purpose(),
                ask.action(),
                environment(ask.actor(), ask.approach()),
                facts(of(patients, ask.patient())),
                now);
    }

    Request request(Step.BreakGlass open) {
        return new Request(
                actor(open.actor()),
                Optional.empty(),
                Purpose.EMERGENCY,
                Action.BREAK_GLASS,
                environment(open.actor(), open.approach()),
                facts(of(patients, open.patient())),
                now);
    }

    Request request(Step.Upload upload) {
        return new Request(
                actor(upload.device()),
                Optional.empty(),
                Purpose.COLLECTION,
                Action.UPLOAD,
                Environment.of("203.0.113.9", Set.of(), Duration.ZERO, true),
                facts(of(patients, upload.patient())),
                now);
    }

    DecisionClass wholeRecord() {
        return new DecisionClass(
                "Patient",
                labeller.label(org.suwen.classification.Item.of("Patient", List.of()))
                        .labels(),
                Optional.empty(),
                new Origin(fixture.institution().id(), "PERSON"));
    }

    List<DataItem> targets(Step.Ask ask) {
        if (ask.body().isPresent()) {
            return List.of(ask.body().get());
        }
        Step.Target target = ask.target().orElse(new Step.Target(Optional.empty(), Optional.empty()));
        return fixture.data().stream()
                .filter(item -> item.patient().equals(ask.patient()))
                .filter(item -> target.data().map(item.id()::equals).orElse(true))
                .filter(item -> target.kind().isEmpty() || target.kind().equals(item.kind()))
                .toList();
    }

    DecisionClass classOf(DataItem item) {
        return new DecisionClass(
                item.kind().orElseThrow().type(),
                labeller.label(item.item()).labels(),
                item.unit(),
                new Origin(item.institution(), authorKind(item)));
    }

    DecisionClass classOf(DataKind kind, Step.Upload upload) {
        return classOf(new DataItem(
                "reading",
                upload.patient(),
                Optional.of(kind),
                Optional.empty(),
                Optional.of(upload.device()),
                Optional.empty(),
                fixture.institution().id(),
                Optional.empty(),
                Optional.empty()));
    }

    Row row(DataItem item) {
        return new Row(item.id(), item.author(), item.date());
    }

    private String authorKind(DataItem item) {
        String author = item.author().orElse("");
        if (models.containsKey(author)) {
            return "MODEL";
        }
        return fixture.devices().stream().anyMatch(device -> device.id().equals(author)) ? "DEVICE" : "PERSON";
    }

    private Environment environment(String actor, Step.Approach approach) {
        String software = approach.software()
                .orElse(models.containsKey(actor) ? of(models, actor).version() : "");
        return new Environment(
                approach.from(),
                approach.factors(),
                approach.idle(),
                onDuty(actor),
                software,
                approach.vouchedBy().isPresent(),
                approach.stepUp(),
                approach.warned());
    }

    private boolean onDuty(String actor) {
        LocalDateTime local = LocalDateTime.ofInstant(now, ZONE);
        boolean working = fixture.institution().workingHours().isEmpty()
                || fixture.institution().workingHours().stream().anyMatch(hours -> hours.covers(local));
        return working
                || (staff.containsKey(actor)
                        && of(staff, actor).roster().stream()
                                .anyMatch(shift -> !now.isBefore(shift.from()) && now.isBefore(shift.to())));
    }

    private Actor actor(String id) {
        if (staff.containsKey(id)) {
            return person(of(staff, id));
        }
        if (models.containsKey(id)) {
            return model(of(models, id));
        }
        if (patients.values().stream().anyMatch(each -> each.account().equals(Optional.of(id)))) {
            return Actor.plain(
                    id, ActorKind.PERSON, Role.PATIENT, fixture.institution().id());
        }
        return Actor.plain(
                id, ActorKind.DEVICE, Role.DEVICE, fixture.institution().id());
    }

    private Actor person(Fixture.Staff each) {
        return new Actor(
                each.id(),
                each.role() == Role.CONNECTOR ? ActorKind.APP : ActorKind.PERSON,
                each.role(),
                each.title(),
                each.unit(),
                each.institution(),
                below(each.id()),
                above(each.id()),
                Optional.empty(),
                each.study().map(studies::get),
                each.active(),
                false);
    }

    private Actor model(Fixture.Model model) {
        return new Actor(
                model.id(),
                ActorKind.MODEL,
                Role.MODEL,
                Optional.empty(),
                Optional.empty(),
                fixture.institution().id(),
                Set.of(),
                Set.of(),
                model.licence(),
                Optional.empty(),
                true,
                false);
    }

    private Set<String> above(String id) {
        Set<String> above = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(id));
        while (!open.isEmpty()) {
            Fixture.Staff each = staff.get(open.remove(0));
            for (String superior : each == null ? Set.<String>of() : each.superiors()) {
                if (above.add(superior)) {
                    open.add(superior);
                }
            }
        }
        return above;
    }

    private Set<String> below(String id) {
        Set<String> below = new HashSet<>();
        staff.keySet().stream().filter(other -> above(other).contains(id)).forEach(below::add);
        return below;
    }

    private PatientFacts facts(Patient patient) {
        return new PatientFacts(
                patient.id(),
                patient.episodes(),
                patient.identityTags(),
                patient.notice(),
                patient.authorisation(),
                patient.consent(),
                patient.grants(),
                patient.devices(),
                patient.account().map(Set::of).orElse(Set.of()),
                patient.guardians());
    }

    private void consent(Step.ConsentChange change) {
        Patient old = of(patients, change.patient());
        ConsentState before = old.consent();
        Map<ConsentOption, Choice> options = new HashMap<>(before.options());
        options.putAll(change.options());
        Map<String, Choice> recipients = new HashMap<>(before.recipients());
        recipients.putAll(change.recipients());
        ConsentState after = new ConsentState(
                before.version() + 1,
                options,
                recipients,
                before.from(),
                change.until().orElse(before.until()),
                change.status().orElse(before.status()));
        put(old, after, old.grants(), old.devices());
    }

    private void grant(String patient, Grant grant) {
        Patient old = of(patients, patient);
        List<Grant> grants = new ArrayList<>(old.grants());
        grants.add(grant);
        put(old, old.consent(), grants, old.devices());
    }

    private void device(Step.DeviceChange change) {
        Patient old = of(patients, change.patient());
        List<DeviceBinding> devices = old.devices().stream()
                .map(binding -> binding.device().equals(change.device())
                        ? new DeviceBinding(
                                binding.device(),
                                change.activated().orElse(binding.activated()),
                                change.revoked().orElse(binding.revoked()),
                                change.sensorsOn().orElse(binding.sensorsOn()))
                        : binding)
                .toList();
        put(old, old.consent(), old.grants(), devices);
    }

    private void put(Patient old, ConsentState consent, List<Grant> grants, List<DeviceBinding> devices) {
        patients.put(
                old.id(),
                new Patient(
                        old.id(),
                        old.birthDate(),
                        old.conditions(),
                        old.identityTags(),
                        old.episodes(),
                        old.notice(),
                        old.authorisation(),
                        consent,
                        grants,
                        devices,
                        old.account(),
                        old.guardians()));
    }

    private void patient(Step.PatientChange change) {
        Patient old = of(patients, change.patient());
        patients.put(
                old.id(),
                new Patient(
                        old.id(),
                        old.birthDate(),
                        old.conditions(),
                        old.identityTags(),
                        change.episodes().orElse(old.episodes()),
                        change.notice().orElse(old.notice()),
                        change.authorisation().orElse(old.authorisation()),
                        old.consent(),
                        old.grants(),
                        old.devices(),
                        old.account(),
                        old.guardians()));
    }

    private void staff(Step.StaffChange change) {
        Fixture.Staff old = of(staff, change.staff());
        staff.put(
                old.id(),
                new Fixture.Staff(
                        old.id(),
                        old.role(),
                        change.title().or(old::title),
                        change.unit().or(old::unit),
                        old.institution(),
                        change.superiors().orElse(old.superiors()),
                        change.roster().orElse(old.roster()),
                        old.study(),
                        change.active().orElse(old.active())));
    }

    private void study(Step.StudyChange change) {
        Study old = of(studies, change.study());
        studies.put(
                change.study(),
                new Study(
                        old.id(),
                        change.state(),
                        old.deidentifiedOnly(),
                        old.waiver(),
                        old.subjectsTraceable(),
                        old.waiverApproved(),
                        old.geneticPermit(),
                        old.databaseLocked()));
    }

    private void model(Step.ModelChange change) {
        Fixture.Model old = of(models, change.model());
        Optional<Licence> licence = old.licence()
                .map(held -> new Licence(
                        held.model(),
                        held.version(),
                        held.departments(),
                        held.dataClasses(),
                        held.purposes(),
                        held.stage(),
                        change.active().orElse(held.active())));
        models.put(old.id(), new Fixture.Model(old.id(), change.version().orElse(old.version()), licence));
    }

    private static <T> T of(Map<String, T> all, String id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(() -> new IllegalArgumentException("no `" + id + "` here"));
    }
}

package org.suwen.formats.rulebook;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.Actor;
import org.suwen.decision.ActorKind;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Environment;
import org.suwen.decision.Grant;
import org.suwen.decision.Licence;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Purpose;
import org.suwen.decision.Request;
import org.suwen.decision.Study;
import org.suwen.decision.Title;

/** What a rule may ask for, worked out once more from contracts.md and decision.md, attribute by attribute. */
final class ReferenceFacts {

    private final Map<String, Object> facts = new HashMap<>();
    private final Request request;
    private final DecisionClass data;
    private final Map<String, Object> parameters;

    private ReferenceFacts(Request request, DecisionClass data, Map<String, Object> parameters) {
        this.request = request;
        this.data = data;
        this.parameters = parameters;
    }

    static Map<String, Object> of(Request request, DecisionClass data, Map<String, Object> parameters) {
        ReferenceFacts facts = new ReferenceFacts(request, data, parameters);
        facts.actor(request.actor());
        facts.environment(request.environment());
        facts.data(data.labels());
        facts.relation();
        facts.patient(request.patient());
        facts.grants();
        facts.consent();
        facts.licence();
        request.actor().study().ifPresent(facts::study);
        facts.put("study.present", request.actor().study().isPresent());
        facts.device();
        facts.orders();
        return facts.facts;
    }

    private void put(String name, Object value) {
        facts.put(name, value instanceof Enum<?> constant ? constant.name() : value);
    }

    private static Set<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void orders() {
        facts.put(
                "order:actor.title",
                Arrays.stream(Title.values()).map(Enum::name).toList());
        facts.put(
                "order:data.level",
                Arrays.stream(Level.values()).map(Enum::name).toList());
        for (String name : List.of(
                "data.granularity", "data.floor", "answer.granularity", "grant.consultationUpTo", "grant.scanUpTo")) {
            facts.put(
                    "order:" + name,
                    Arrays.stream(Granularity.values()).map(Enum::name).toList());
        }
    }

    private void actor(Actor actor) {
        put("actor.id", actor.id());
        put("actor.kind", actor.kind());
        put("actor.role", actor.role());
        actor.title().ifPresent(title -> put("actor.title", title));
        actor.unit().ifPresent(unit -> put("actor.department", unit.department()));
        actor.unit().ifPresent(unit -> put("actor.group", unit.group()));
        put("actor.institution", actor.institution());
        put("actor.active", actor.active());
        put("actor.blocked", actor.blocked());
        put("via.present", request.via().isPresent());
        put("via.model", request.via().map(Actor::kind).equals(Optional.of(ActorKind.MODEL)));
        put("request.action", request.action());
        put("request.purpose", request.purpose());
    }

    private void environment(Environment environment) {
        put("environment.address", environment.address());
        put("environment.factors", (long) environment.factorKinds().size());
        put("environment.idle", environment.idle().toMillis());
        put("environment.onDuty", environment.onDuty());
        put("environment.software", environment.software());
        put("environment.vouched", environment.vouched());
        put("environment.stepUp", environment.stepUp());
        put("environment.warned", environment.warned());
    }

    private void data(Labels labels) {
        put("data.type", data.type());
        put("data.category", labels.category());
        put("data.grade", (long) labels.grade());
        put("data.level", labels.level());
        put("data.granularity", labels.granularity());
        put("data.floor", labels.floor());
        put("data.special", !labels.specialDiseases().isEmpty());
        put("data.specialDiseases", labels.specialDiseases());
        put("data.classes", labels.dataClasses());
        Set<String> kinds = new TreeSet<>(labels.dataClasses());
        kinds.removeAll((Set<?>) parameters.getOrDefault("data.container-classes", Set.of()));
        put("data.kinds", kinds.isEmpty() ? labels.dataClasses() : kinds);
        put("data.flags", names(labels.flags()));
        put("data.institution", data.origin().institution());
        put("data.own", data.origin().institution().equals(request.actor().institution()));
        put("data.authorKind", data.origin().authorKind());
        data.unit().ifPresent(unit -> put("data.department", unit.department()));
    }

    /** Care the actor's institution gives, or gave not longer ago than the tail. */
    private List<CareEpisode> linked() {
        Duration tail = Duration.ofMillis((Long) parameters.getOrDefault("care.tail", 0L));
        Instant now = request.at();
        return request.patient().episodes().stream()
                .filter(episode -> episode.institution().equals(request.actor().institution()))
                .filter(episode -> !episode.start().isAfter(now))
                .filter(episode -> episode.end().isEmpty()
                        || now.isBefore(episode.end().get().plus(tail)))
                .filter(episode -> data.unit().isEmpty() || data.unit().get().equals(episode.unit()))
                .toList();
    }

    private boolean sameDepartment(CareEpisode episode) {
        return request.actor().unit().isPresent()
                && request.actor()
                        .unit()
                        .get()
                        .department()
                        .equals(episode.unit().department());
    }

    private boolean sameUnit(CareEpisode episode) {
        return request.actor().unit().equals(Optional.of(episode.unit()));
    }

    private boolean responsible(CareEpisode episode) {
        return sameDepartment(episode)
                && episode.responsible().equals(Optional.of(request.actor().id()));
    }

    private void relation() {
        Actor actor = request.actor();
        List<CareEpisode> linked = linked();
        put(
                "relation.group",
                linked.stream().anyMatch(e -> sameUnit(e) && !e.unit().group().isEmpty()));
        put(
                "relation.department",
                linked.stream().anyMatch(e -> sameUnit(e) && e.unit().group().isEmpty()));
        put("relation.sameDepartment", linked.stream().anyMatch(this::sameDepartment));
        put("relation.responsible", linked.stream().anyMatch(this::responsible));
        put(
                "relation.superior",
                linked.stream()
                        .anyMatch(e -> sameDepartment(e)
                                && e.responsible()
                                        .map(actor.subordinates()::contains)
                                        .orElse(false)));
        put(
                "relation.subordinate",
                linked.stream()
                        .anyMatch(e ->
                                e.responsible().map(actor.superiors()::contains).orElse(false)));
        put("relation.holder", request.patient().holders().contains(actor.id()));
        put("relation.guardian", request.patient().guardians().contains(actor.id()));
    }

    private void patient(PatientFacts patient) {
        List<CareEpisode> open = patient.episodes().stream()
                .filter(episode -> episode.institution().equals(request.actor().institution()))
                .filter(episode -> episode.openAt(request.at()))
                .toList();
        put("patient.present", !open.isEmpty());
        put(
                "relation.receiving",
                open.stream()
                        .anyMatch(episode ->
                                episode.receiving().contains(request.actor().id()) || responsible(episode)));
        put("patient.identityTags", names(patient.identityTags()));
        put("patient.specialIdentity", !patient.identityTags().isEmpty());
        put("patient.notice", patient.noticeOnRecord());
        put("patient.authorisation", patient.treatmentAuthorisation());
    }

    private List<Grant> held(Grant.Kind kind) {
        return request.patient().grants().stream()
                .filter(grant -> grant.kind() == kind
                        && grant.actor().equals(request.actor().id()))
                .filter(grant ->
                        !request.at().isBefore(grant.start()) && request.at().isBefore(grant.end()))
                .toList();
    }

    private void grants() {
        Set<String> diseases = data.labels().specialDiseases();
        upTo(
                "grant.consultation",
                held(Grant.Kind.CONSULTATION).stream()
                        .filter(grant ->
                                grant.diseases().isEmpty() || grant.diseases().containsAll(diseases))
                        .map(Grant::upTo)
                        .max(Granularity::compareTo));
        upTo(
                "grant.scan",
                held(Grant.Kind.SCAN).stream()
                        .filter(grant -> grant.diseases().containsAll(diseases))
                        .map(Grant::upTo)
                        .max(Granularity::compareTo));
        put("grant.breakGlass", !held(Grant.Kind.BREAK_GLASS).isEmpty());
        put(
                "grant.order",
                held(Grant.Kind.ORDER).stream()
                        .anyMatch(grant -> !grant.reference().isBlank()));
        put("grant.archive", !held(Grant.Kind.ARCHIVE).isEmpty());
    }

    private void upTo(String name, Optional<Granularity> most) {
        put(name, most.isPresent());
        most.ifPresent(granularity -> put(name + "UpTo", granularity));
    }

    private void consent() {
        ConsentState consent = request.patient().consent();
        put("consent.status", consent.status());
        // what clauses say is the consent's own business and tested there
        put("consent.provision", consent.provision(request, data));
        put("consent.agreed", options(Choice.AGREE));
        put("consent.refused", options(Choice.DISAGREE));
        put("consent.institution", consent.recipient(request.actor().institution(), request.at()));
        put(
                "consent.study",
                request.actor()
                        .study()
                        .map(study -> consent.recipient(study.id(), request.at()))
                        .orElse(Choice.NONE));
        Choice own = consent.recipient(request.actor().id(), request.at());
        Choice model = request.actor()
                .licence()
                .map(licence -> consent.recipient(licence.model(), request.at()))
                .orElse(Choice.NONE);
        Choice caller = request.via()
                .filter(via -> via.kind() == ActorKind.MODEL)
                .map(via -> consent.recipient(via.id(), request.at()))
                .orElse(Choice.NONE);
        boolean refused = List.of(own, model, caller).contains(Choice.DISAGREE);
        boolean agreed = own == Choice.AGREE || model == Choice.AGREE;
        put("consent.actor", refused ? Choice.DISAGREE : agreed ? Choice.AGREE : Choice.NONE);
    }

    private Set<String> options(Choice choice) {
        return names(Arrays.stream(ConsentOption.values())
                .filter(option -> request.patient().consent().choice(option, request.at()) == choice)
                .toList());
    }

    /** A model called by a model holds what both licences hold (LIC-23). */
    private void licence() {
        Optional<Licence> own = request.actor().licence();
        Optional<Actor> caller = request.via().filter(via -> via.kind() == ActorKind.MODEL);
        boolean present =
                own.isPresent() && (caller.isEmpty() || caller.get().licence().isPresent());
        put("licence.present", present);
        if (!present) {
            return;
        }
        Licence mine = own.orElseThrow();
        Licence other = caller.flatMap(Actor::licence).orElse(mine);
        put("licence.active", mine.active() && other.active());
        put("licence.departments", common(mine.departments(), other.departments()));
        put("licence.dataClasses", common(mine.dataClasses(), other.dataClasses()));
        Set<Purpose> purposes = new TreeSet<>(mine.purposes());
        purposes.retainAll(other.purposes());
        put("licence.purposes", names(purposes));
        put("licence.version", mine.version());
        put("licence.stage", mine.stage().compareTo(other.stage()) <= 0 ? mine.stage() : other.stage());
    }

    private static Set<String> common(Set<String> left, Set<String> right) {
        Set<String> both = new TreeSet<>(left);
        both.retainAll(right);
        return both;
    }

    private void study(Study study) {
        put("study.state", study.state());
        put("study.deidentifiedOnly", study.deidentifiedOnly());
        put("study.waiver", study.waiver());
        put("study.subjectsTraceable", study.subjectsTraceable());
        put("study.waiverApproved", study.waiverApproved());
        put("study.geneticPermit", study.geneticPermit());
        put("study.databaseLocked", study.databaseLocked());
    }

    private void device() {
        Optional<DeviceBinding> bound = request.patient().devices().stream()
                .filter(binding -> binding.device().equals(request.actor().id()))
                .findFirst();
        put("device.known", bound.isPresent());
        bound.ifPresent(binding -> {
            put("device.revoked", binding.revoked());
            put("device.activated", binding.activated());
            put(
                    "device.sensorsOn",
                    binding.sensorsOn().stream()
                            .map(name -> name.toUpperCase(Locale.ROOT).replace('-', '_'))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
    }
}

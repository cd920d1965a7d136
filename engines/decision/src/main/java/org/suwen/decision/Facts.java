package org.suwen.decision;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.classification.Labels;
import org.suwen.decision.condition.Address;
import org.suwen.decision.condition.Values;

/** Fills in the values of all attributes for a request and a class of data. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Facts {

    private final Request request;
    private final Duration careTail;
    private final Set<String> containers;
    private final Values values = new Values(Fact.values().length);

    Facts(Request request, Program program) {
        this.request = request;
        this.careTail = program.careTail();
        this.containers = program.containers();
        actor(request.actor());
        environment(request.environment());
        patient(request.patient());
        consent(request.actor(), request.patient().consent());
        licence(request.actor(), request.via());
        request.actor().study().ifPresentOrElse(this::study, () -> set(Fact.STUDY_PRESENT, false));
        device(request.actor().id());
    }

    /** The values for this class of data; they stay this object's and are overwritten by the next call. */
    Values of(DecisionClass data) {
        data(data);
        relation(data);
        grants(data);
        return values;
    }

    /** The values as they stand. */
    Values values() {
        return values;
    }

    private void actor(Actor actor) {
        set(Fact.ACTOR_ID, actor.id());
        set(Fact.ACTOR_KIND, actor.kind());
        set(Fact.ACTOR_ROLE, actor.role());
        set(Fact.ACTOR_INSTITUTION, actor.institution());
        set(Fact.ACTOR_ACTIVE, actor.active());
        set(Fact.ACTOR_BLOCKED, actor.blocked());
        set(Fact.VIA_PRESENT, request.via().isPresent());
        set(Fact.VIA_MODEL, request.via().isPresent() && request.via().get().kind() == ActorKind.MODEL);
        set(Fact.REQUEST_ACTION, request.action());
        set(Fact.REQUEST_PURPOSE, request.purpose());
        if (actor.title().isPresent()) {
            set(Fact.ACTOR_TITLE, actor.title().get());
        }
        if (actor.unit().isPresent()) {
            set(Fact.ACTOR_DEPARTMENT, actor.unit().get().department());
            set(Fact.ACTOR_GROUP, actor.unit().get().group());
        }
    }

    private void environment(Environment environment) {
        set(Fact.ENVIRONMENT_ADDRESS, Address.of(environment.address()));
        values.set(Fact.ENVIRONMENT_FACTORS.ordinal(), environment.factorKinds().size());
        values.set(Fact.ENVIRONMENT_IDLE.ordinal(), environment.idle().toMillis());
        set(Fact.ENVIRONMENT_ON_DUTY, environment.onDuty());
        set(Fact.ENVIRONMENT_SOFTWARE, environment.software());
        set(Fact.ENVIRONMENT_VOUCHED, environment.vouched());
        set(Fact.ENVIRONMENT_STEP_UP, environment.stepUp());
        set(Fact.ENVIRONMENT_WARNED, environment.warned());
    }

    private void patient(PatientFacts patient) {
        String actor = request.actor().id();
        values.set(Fact.PATIENT_IDENTITY_TAGS.ordinal(), bits(patient.identityTags()));
        set(Fact.PATIENT_SPECIAL_IDENTITY, !patient.identityTags().isEmpty());
        set(Fact.PATIENT_NOTICE, patient.noticeOnRecord());
        set(Fact.PATIENT_AUTHORISATION, patient.treatmentAuthorisation());
        set(Fact.RELATION_HOLDER, patient.holders().contains(actor));
        set(Fact.RELATION_GUARDIAN, patient.guardians().contains(actor));
        boolean present = false;
        boolean receiving = false;
        for (CareEpisode episode : patient.episodes()) {
            if (episode.institution().equals(request.actor().institution()) && episode.openAt(request.at())) {
                present = true;
                receiving |= episode.receiving().contains(actor) || responsible(episode);
            }
        }
        set(Fact.PATIENT_PRESENT, present);
        set(Fact.RELATION_RECEIVING, receiving);
    }

    private void consent(Actor actor, ConsentState consent) {
        long agreed = 0;
        long refused = 0;
        for (ConsentOption option : consent.options().keySet()) {
            Choice choice = consent.choice(option, request.at());
            agreed |= choice == Choice.AGREE ? 1L << option.ordinal() : 0;
            refused |= choice == Choice.DISAGREE ? 1L << option.ordinal() : 0;
        }
        set(Fact.CONSENT_STATUS, consent.status());
        values.set(Fact.CONSENT_AGREED.ordinal(), agreed);
        values.set(Fact.CONSENT_REFUSED.ordinal(), refused);
        set(Fact.CONSENT_INSTITUTION, consent.recipient(actor.institution(), request.at()));
        set(Fact.CONSENT_ACTOR, choiceOnActor(actor, consent));
        set(
                Fact.CONSENT_STUDY,
                actor.study().isPresent()
                        ? consent.recipient(actor.study().get().id(), request.at())
                        : Choice.NONE);
    }

    /** A model is refused when any model in the chain is (LIC-23). */
    private Choice choiceOnActor(Actor actor, ConsentState consent) {
        Choice own = consent.recipient(actor.id(), request.at());
        Choice model = actor.licence().isPresent()
                ? consent.recipient(actor.licence().get().model(), request.at())
                : Choice.NONE;
        Choice caller = request.via().isPresent() && request.via().get().kind() == ActorKind.MODEL
                ? consent.recipient(request.via().get().id(), request.at())
                : Choice.NONE;
        if (own == Choice.DISAGREE || model == Choice.DISAGREE || caller == Choice.DISAGREE) {
            return Choice.DISAGREE;
        }
        return own == Choice.AGREE || model == Choice.AGREE ? Choice.AGREE : Choice.NONE;
    }

    private void licence(Actor actor, Optional<Actor> via) {
        Optional<Licence> licence = LicenceChain.of(actor, via);
        set(Fact.LICENCE_PRESENT, licence.isPresent());
        if (licence.isPresent()) {
            Licence effective = licence.get();
            set(Fact.LICENCE_ACTIVE, effective.active());
            set(Fact.LICENCE_DEPARTMENTS, effective.departments());
            set(Fact.LICENCE_DATA_CLASSES, effective.dataClasses());
            values.set(Fact.LICENCE_PURPOSES.ordinal(), bits(effective.purposes()));
            set(Fact.LICENCE_VERSION, effective.version());
            set(Fact.LICENCE_STAGE, effective.stage());
        }
    }

    private void study(Study study) {
        set(Fact.STUDY_PRESENT, true);
        set(Fact.STUDY_STATE, study.state());
        set(Fact.STUDY_DEIDENTIFIED_ONLY, study.deidentifiedOnly());
        set(Fact.STUDY_WAIVER, study.waiver());
        set(Fact.STUDY_SUBJECTS_TRACEABLE, study.subjectsTraceable());
        set(Fact.STUDY_WAIVER_APPROVED, study.waiverApproved());
        set(Fact.STUDY_GENETIC_PERMIT, study.geneticPermit());
        set(Fact.STUDY_DATABASE_LOCKED, study.databaseLocked());
    }

    private void device(String actor) {
        set(Fact.DEVICE_KNOWN, false);
        for (DeviceBinding binding : request.patient().devices()) {
            if (binding.device().equals(actor)) {
                set(Fact.DEVICE_KNOWN, true);
                set(Fact.DEVICE_REVOKED, binding.revoked());
                set(Fact.DEVICE_ACTIVATED, binding.activated());
                set(Fact.DEVICE_SENSORS_ON, classes(binding.sensorsOn()));
                return;
            }
        }
    }

    private void data(DecisionClass data) {
        Labels labels = data.labels();
        set(Fact.DATA_TYPE, data.type());
        set(Fact.DATA_CATEGORY, labels.category());
        values.set(Fact.DATA_GRADE.ordinal(), labels.grade());
        set(Fact.DATA_LEVEL, labels.level());
        set(Fact.DATA_GRANULARITY, labels.granularity());
        set(Fact.DATA_FLOOR, labels.floor());
        set(Fact.DATA_SPECIAL, labels.special());
        set(Fact.DATA_SPECIAL_DISEASES, labels.specialDiseases());
        set(Fact.DATA_CLASSES, labels.dataClasses());
        set(Fact.DATA_KINDS, kinds(labels.dataClasses()));
        values.set(Fact.DATA_FLAGS.ordinal(), bits(labels.flags()));
        set(Fact.DATA_INSTITUTION, data.origin().institution());
        set(Fact.DATA_OWN, data.origin().institution().equals(request.actor().institution()));
        set(Fact.DATA_AUTHOR_KIND, data.origin().authorKind());
        if (data.unit().isPresent()) {
            set(Fact.DATA_DEPARTMENT, data.unit().get().department());
        } else {
            values.clear(Fact.DATA_DEPARTMENT.ordinal());
        }
    }

    private Set<String> kinds(Set<String> classes) {
        if (request.actor().licence().isEmpty()) {
            return classes; // only licences ask for them
        }
        Set<String> kinds = new TreeSet<>(classes);
        kinds.removeAll(containers);
        return kinds.isEmpty() ? classes : kinds;
    }

    /** A sensor's name as a data class: {@code heart-rate} is {@code HEART_RATE}. */
    private static Set<String> classes(Set<String> sensors) {
        Set<String> classes = new TreeSet<>();
        for (String sensor : sensors) {
            classes.add(sensor.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        return classes;
    }

    private void relation(DecisionClass data) {
        Actor actor = request.actor();
        boolean group = false;
        boolean department = false;
        boolean sameDepartment = false;
        boolean responsible = false;
        boolean superior = false;
        boolean subordinate = false;
        for (CareEpisode episode : request.patient().episodes()) {
            if (!linked(episode, data)) {
                continue;
            }
            boolean same = actor.unit().isPresent()
                    && actor.unit().get().department().equals(episode.unit().department());
            boolean unit = same && actor.unit().get().equals(episode.unit());
            group |= unit && !episode.unit().group().isEmpty();
            department |= unit && episode.unit().group().isEmpty();
            sameDepartment |= same;
            responsible |= responsible(episode);
            if (episode.responsible().isPresent()) {
                superior |= same
                        && actor.subordinates().contains(episode.responsible().get());
                subordinate |= actor.superiors().contains(episode.responsible().get());
            }
        }
        set(Fact.RELATION_GROUP, group);
        set(Fact.RELATION_DEPARTMENT, department);
        set(Fact.RELATION_SAME_DEPARTMENT, sameDepartment);
        set(Fact.RELATION_RESPONSIBLE, responsible);
        set(Fact.RELATION_SUPERIOR, superior);
        set(Fact.RELATION_SUBORDINATE, subordinate);
    }

    /** Care at the actor's institution, open or in its tail, that the data belongs to; data of no unit to all (T-DOC-17). */
    private boolean linked(CareEpisode episode, DecisionClass data) {
        return (data.unit().isEmpty() || data.unit().get().equals(episode.unit()))
                && episode.institution().equals(request.actor().institution())
                && episode.linkedAt(request.at(), careTail);
    }

    /** Moving to another department ends it (DOC-33, ACC-02). */
    private boolean responsible(CareEpisode episode) {
        Actor actor = request.actor();
        return episode.responsible().isPresent()
                && episode.responsible().get().equals(actor.id())
                && actor.unit().isPresent()
                && actor.unit().get().department().equals(episode.unit().department());
    }

    private void grants(DecisionClass data) {
        set(Fact.GRANT_CONSULTATION, false);
        set(Fact.GRANT_SCAN, false);
        set(Fact.GRANT_BREAK_GLASS, false);
        set(Fact.GRANT_ARCHIVE, false);
        set(Fact.GRANT_ORDER, false);
        int consultation = -1;
        int scan = -1;
        for (Grant grant : request.patient().grants()) {
            if (!grant.holds(request.actor().id(), request.at())) {
                continue;
            }
            boolean named = grant.diseases().containsAll(data.labels().specialDiseases());
            switch (grant.kind()) {
                case CONSULTATION ->
                    consultation = named || grant.diseases().isEmpty()
                            ? Math.max(consultation, grant.upTo().ordinal())
                            : consultation;
                case SCAN -> scan = named ? Math.max(scan, grant.upTo().ordinal()) : scan;
                case BREAK_GLASS -> set(Fact.GRANT_BREAK_GLASS, true);
                case ARCHIVE -> set(Fact.GRANT_ARCHIVE, true);
                case ORDER -> set(Fact.GRANT_ORDER, !grant.reference().isBlank());
            }
        }
        upTo(Fact.GRANT_CONSULTATION, Fact.GRANT_CONSULTATION_UP_TO, consultation);
        upTo(Fact.GRANT_SCAN, Fact.GRANT_SCAN_UP_TO, scan);
    }

    private void upTo(Fact holds, Fact upTo, int granularity) {
        set(holds, granularity >= 0);
        if (granularity >= 0) {
            values.set(upTo.ordinal(), granularity);
        } else {
            values.clear(upTo.ordinal());
        }
    }

    private static long bits(Set<? extends Enum<?>> constants) {
        long bits = 0;
        for (Enum<?> constant : constants) {
            bits |= 1L << constant.ordinal();
        }
        return bits;
    }

    private void set(Fact fact, boolean value) {
        values.set(fact.ordinal(), value);
    }

    private void set(Fact fact, Enum<?> value) {
        values.set(fact.ordinal(), (long) value.ordinal());
    }

    private void set(Fact fact, Object value) {
        values.set(fact.ordinal(), value);
    }
}

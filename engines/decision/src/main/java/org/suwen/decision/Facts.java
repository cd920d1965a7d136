package org.suwen.decision;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.IdentityTag;
import org.suwen.classification.Labels;
import org.suwen.decision.condition.Values;

/** Fills in the values of all attributes for a request and a class of data. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Facts {

    private static final ConsentOption[] OPTIONS = ConsentOption.values();
    private static final IdentityTag[] TAGS = IdentityTag.values();
    private static final Purpose[] PURPOSES = Purpose.values();

    private static final int GROUP = 1;
    private static final int DEPARTMENT = 2;
    private static final int SAME_DEPARTMENT = 4;
    private static final int RESPONSIBLE = 8;
    private static final int SUPERIOR = 16;
    private static final int SUBORDINATE = 32;

    private final Values values = new Values(RuleSchema.schema());

    /** What each care the actor's institution gives or has just given says of the actor. */
    private int[] links = new int[8];

    private CareEpisode[] linked = new CareEpisode[8];
    private int count;
    private @Nullable Request request;
    private @Nullable Program program;
    private @Nullable Needs needs;

    /** Takes up a request. */
    void begin(Request asked, Program by, Needs what) {
        request = asked;
        program = by;
        needs = what;
        values.clear();
        actor(asked);
        environment(asked.environment());
        patient(asked);
        consent(asked.actor(), asked.patient().consent());
        if (what.device()) {
            device(asked);
        }
        if (what.licence()) {
            licence(asked.actor(), asked.via());
        }
        if (what.study() && asked.actor().study().isPresent()) {
            study(asked.actor().study().get());
        } else if (what.study()) {
            set(Fact.STUDY_PRESENT, false);
        }
    }

    /** Forgets the request. */
    void end() {
        request = null;
        values.clear();
        Arrays.fill(linked, 0, count, null);
    }

    /** Fills in what depends on the class of data. */
    void take(DecisionClass data) {
        data(data);
        relation(data);
        if (request().patient().grants().isEmpty()) {
            noGrants();
        } else {
            grants(data);
        }
        if (needs(Fact.CONSENT_PROVISION)) {
            set(Fact.CONSENT_PROVISION, request().patient().consent().provision(request(), data));
        }
        needs().check(values);
    }

    /** The values as they stand. */
    Values values() {
        return values;
    }

    private void actor(Request request) {
        Actor actor = request.actor();
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
        set(Fact.ENVIRONMENT_ADDRESS, program().address(environment.address()));
        values.set(Fact.ENVIRONMENT_FACTORS.ordinal(), environment.factorKinds().size());
        values.set(Fact.ENVIRONMENT_IDLE.ordinal(), environment.idle().toMillis());
        set(Fact.ENVIRONMENT_ON_DUTY, environment.onDuty());
        set(Fact.ENVIRONMENT_SOFTWARE, environment.software());
        set(Fact.ENVIRONMENT_VOUCHED, environment.vouched());
        set(Fact.ENVIRONMENT_STEP_UP, environment.stepUp());
        set(Fact.ENVIRONMENT_WARNED, environment.warned());
    }

    private void patient(Request request) {
        PatientFacts patient = request.patient();
        String actor = request.actor().id();
        if (needs(Fact.PATIENT_IDENTITY_TAGS)) {
            values.set(Fact.PATIENT_IDENTITY_TAGS.ordinal(), bits(patient.identityTags(), TAGS));
        }
        set(Fact.PATIENT_SPECIAL_IDENTITY, !patient.identityTags().isEmpty());
        set(Fact.PATIENT_NOTICE, patient.noticeOnRecord());
        set(Fact.PATIENT_AUTHORISATION, patient.treatmentAuthorisation());
        set(
                Fact.RELATION_HOLDER,
                needs(Fact.RELATION_HOLDER) && patient.holders().contains(actor));
        set(
                Fact.RELATION_GUARDIAN,
                needs(Fact.RELATION_GUARDIAN) && patient.guardians().contains(actor));
        boolean present = false;
        boolean receiving = false;
        count = 0;
        List<CareEpisode> episodes = patient.episodes();
        for (int i = 0; i < episodes.size(); i++) {
            CareEpisode episode = episodes.get(i);
            if (!episode.institution().equals(request.actor().institution())) {
                continue;
            }
            if (episode.openAt(request.at())) {
                present = true;
                receiving |= episode.receiving().contains(actor) || responsible(request.actor(), episode);
            }
            if (episode.linkedAt(request.at(), program().careTail())) {
                link(episode, links(request.actor(), episode));
            }
        }
        set(Fact.PATIENT_PRESENT, present);
        set(Fact.RELATION_RECEIVING, receiving);
    }

    private void link(CareEpisode episode, int bits) {
        if (count == links.length) {
            links = Arrays.copyOf(links, count * 2);
            linked = Arrays.copyOf(linked, count * 2);
        }
        links[count] = bits;
        linked[count++] = episode;
    }

    /** What an episode's unit and responsible doctor say of the actor (B1 to B8). */
    private static int links(Actor actor, CareEpisode episode) {
        boolean same = actor.unit().isPresent()
                && actor.unit().get().department().equals(episode.unit().department());
        boolean unit = same && actor.unit().get().group().equals(episode.unit().group());
        int bits = same ? SAME_DEPARTMENT : 0;
        if (unit) {
            bits |= episode.unit().group().isEmpty() ? DEPARTMENT : GROUP;
        }
        if (episode.responsible().isPresent()) {
            String responsible = episode.responsible().get();
            bits |= same && responsible.equals(actor.id()) ? RESPONSIBLE : 0;
            bits |= same && actor.subordinates().contains(responsible) ? SUPERIOR : 0;
            bits |= actor.superiors().contains(responsible) ? SUBORDINATE : 0;
        }
        return bits;
    }

    private void consent(Actor actor, ConsentState consent) {
        long agreed = 0;
        long refused = 0;
        boolean asked = needs(Fact.CONSENT_AGREED) || needs(Fact.CONSENT_REFUSED);
        for (int i = 0; asked && i < OPTIONS.length && !consent.options().isEmpty(); i++) {
            Choice choice = consent.choice(OPTIONS[i], request().at());
            agreed |= choice == Choice.AGREE ? 1L << i : 0;
            refused |= choice == Choice.DISAGREE ? 1L << i : 0;
        }
        set(Fact.CONSENT_STATUS, consent.status());
        values.set(Fact.CONSENT_AGREED.ordinal(), agreed);
        values.set(Fact.CONSENT_REFUSED.ordinal(), refused);
        if (needs(Fact.CONSENT_INSTITUTION)) {
            set(
                    Fact.CONSENT_INSTITUTION,
                    consent.recipient(actor.institution(), request().at()));
        }
        if (needs(Fact.CONSENT_ACTOR)) {
            set(Fact.CONSENT_ACTOR, choiceOnActor(actor, consent));
        }
        set(
                Fact.CONSENT_STUDY,
                needs(Fact.CONSENT_STUDY) && actor.study().isPresent()
                        ? consent.recipient(actor.study().get().id(), request().at())
                        : Choice.NONE);
    }

    /** A model is refused when any model in the chain is (LIC-23). */
    private Choice choiceOnActor(Actor actor, ConsentState consent) {
        Choice own = consent.recipient(actor.id(), request().at());
        Choice model = actor.licence().isPresent()
                ? consent.recipient(actor.licence().get().model(), request().at())
                : Choice.NONE;
        Choice caller = request().via().isPresent() && request().via().get().kind() == ActorKind.MODEL
                ? consent.recipient(request().via().get().id(), request().at())
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
            values.set(Fact.LICENCE_PURPOSES.ordinal(), bits(effective.purposes(), PURPOSES));
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

    private void device(Request request) {
        set(Fact.DEVICE_KNOWN, false);
        List<DeviceBinding> devices = request.patient().devices();
        for (int i = 0; i < devices.size(); i++) {
            DeviceBinding binding = devices.get(i);
            if (binding.device().equals(request.actor().id())) {
                set(Fact.DEVICE_KNOWN, true);
                set(Fact.DEVICE_REVOKED, binding.revoked());
                set(Fact.DEVICE_ACTIVATED, binding.activated());
                set(Fact.DEVICE_SENSORS_ON, program().sensors(binding.sensorsOn()));
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
        if (needs(Fact.DATA_KINDS)) {
            set(Fact.DATA_KINDS, program().kinds(labels.dataClasses()));
        }
        values.set(Fact.DATA_FLAGS.ordinal(), labels.flagBits());
        set(Fact.DATA_INSTITUTION, data.origin().institution());
        set(Fact.DATA_OWN, data.origin().institution().equals(request().actor().institution()));
        set(Fact.DATA_AUTHOR_KIND, data.origin().authorKind());
        if (data.unit().isPresent()) {
            set(Fact.DATA_DEPARTMENT, data.unit().get().department());
        } else {
            values.clear(Fact.DATA_DEPARTMENT.ordinal());
        }
    }

    /** Care that the data belongs to; data of no unit belongs to all (T-DOC-17). */
    private void relation(DecisionClass data) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            boolean belongs = data.unit().isEmpty() || same(data.unit().get(), linked[i].unit());
            bits |= belongs ? links[i] : 0;
        }
        set(Fact.RELATION_GROUP, (bits & GROUP) != 0);
        set(Fact.RELATION_DEPARTMENT, (bits & DEPARTMENT) != 0);
        set(Fact.RELATION_SAME_DEPARTMENT, (bits & SAME_DEPARTMENT) != 0);
        set(Fact.RELATION_RESPONSIBLE, (bits & RESPONSIBLE) != 0);
        set(Fact.RELATION_SUPERIOR, (bits & SUPERIOR) != 0);
        set(Fact.RELATION_SUBORDINATE, (bits & SUBORDINATE) != 0);
    }

    private static boolean same(CareUnit left, CareUnit right) {
        return left.group().equals(right.group()) && left.department().equals(right.department());
    }

    /** Moving to another department ends it (DOC-33, ACC-02). */
    private static boolean responsible(Actor actor, CareEpisode episode) {
        return (links(actor, episode) & RESPONSIBLE) != 0;
    }

    private void noGrants() {
        set(Fact.GRANT_CONSULTATION, false);
        set(Fact.GRANT_SCAN, false);
        set(Fact.GRANT_BREAK_GLASS, false);
        set(Fact.GRANT_ARCHIVE, false);
        set(Fact.GRANT_ORDER, false);
    }

    private void grants(DecisionClass data) {
        noGrants();
        int consultation = -1;
        int scan = -1;
        List<Grant> grants = request().patient().grants();
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (!grant.holds(request().actor().id(), request().at())) {
                continue;
            }
            boolean named = !data.labels().special()
                    || grant.diseases().containsAll(data.labels().specialDiseases());
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

    private static <E extends Enum<E>> long bits(Set<E> constants, E[] all) {
        long bits = 0;
        for (int i = 0; i < all.length && !constants.isEmpty(); i++) {
            bits |= constants.contains(all[i]) ? 1L << i : 0;
        }
        return bits;
    }

    private Request request() {
        return Objects.requireNonNull(request, "no request was taken up");
    }

    private Needs needs() {
        return Objects.requireNonNull(needs, "no request was taken up");
    }

    private boolean needs(Fact fact) {
        return needs().has(fact);
    }

    private Program program() {
        return Objects.requireNonNull(program, "no request was taken up");
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

package org.suwen.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/** Fills in who asks, what for and from where. */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class ActorFacts {

    private static final Purpose[] PURPOSES = Purpose.values();

    private static final Seat ID = Fact.ACTOR_ID.seat();
    private static final Seat KIND = Fact.ACTOR_KIND.seat();
    private static final Seat ROLE = Fact.ACTOR_ROLE.seat();
    private static final Seat TITLE = Fact.ACTOR_TITLE.seat();
    private static final Seat DEPARTMENT = Fact.ACTOR_DEPARTMENT.seat();
    private static final Seat GROUP = Fact.ACTOR_GROUP.seat();
    private static final Seat INSTITUTION = Fact.ACTOR_INSTITUTION.seat();
    private static final Seat ACTIVE = Fact.ACTOR_ACTIVE.seat();
    private static final Seat BLOCKED = Fact.ACTOR_BLOCKED.seat();
    private static final Seat VIA_PRESENT = Fact.VIA_PRESENT.seat();
    private static final Seat VIA_MODEL = Fact.VIA_MODEL.seat();
    private static final Seat ACTION = Fact.REQUEST_ACTION.seat();
    private static final Seat PURPOSE = Fact.REQUEST_PURPOSE.seat();

    private static final Seat ADDRESS = Fact.ENVIRONMENT_ADDRESS.seat();
    private static final Seat FACTORS = Fact.ENVIRONMENT_FACTORS.seat();
    private static final Seat IDLE = Fact.ENVIRONMENT_IDLE.seat();
    private static final Seat ON_DUTY = Fact.ENVIRONMENT_ON_DUTY.seat();
    private static final Seat SOFTWARE = Fact.ENVIRONMENT_SOFTWARE.seat();
    private static final Seat VOUCHED = Fact.ENVIRONMENT_VOUCHED.seat();
    private static final Seat STEP_UP = Fact.ENVIRONMENT_STEP_UP.seat();
    private static final Seat WARNED = Fact.ENVIRONMENT_WARNED.seat();

    private static final Seat LICENCE_PRESENT = Fact.LICENCE_PRESENT.seat();
    private static final Seat LICENCE_ACTIVE = Fact.LICENCE_ACTIVE.seat();
    private static final Seat LICENCE_DEPARTMENTS = Fact.LICENCE_DEPARTMENTS.seat();
    private static final Seat LICENCE_DATA_CLASSES = Fact.LICENCE_DATA_CLASSES.seat();
    private static final Seat LICENCE_PURPOSES = Fact.LICENCE_PURPOSES.seat();
    private static final Seat LICENCE_VERSION = Fact.LICENCE_VERSION.seat();
    private static final Seat LICENCE_STAGE = Fact.LICENCE_STAGE.seat();

    private static final Seat STUDY_PRESENT = Fact.STUDY_PRESENT.seat();
    private static final Seat STUDY_STATE = Fact.STUDY_STATE.seat();
    private static final Seat STUDY_DEIDENTIFIED_ONLY = Fact.STUDY_DEIDENTIFIED_ONLY.seat();
    private static final Seat STUDY_WAIVER = Fact.STUDY_WAIVER.seat();
    private static final Seat STUDY_SUBJECTS_TRACEABLE = Fact.STUDY_SUBJECTS_TRACEABLE.seat();
    private static final Seat STUDY_WAIVER_APPROVED = Fact.STUDY_WAIVER_APPROVED.seat();
    private static final Seat STUDY_GENETIC_PERMIT = Fact.STUDY_GENETIC_PERMIT.seat();
    private static final Seat STUDY_DATABASE_LOCKED = Fact.STUDY_DATABASE_LOCKED.seat();

    private static final Seat DEVICE_KNOWN = Fact.DEVICE_KNOWN.seat();
    private static final Seat DEVICE_REVOKED = Fact.DEVICE_REVOKED.seat();
    private static final Seat DEVICE_ACTIVATED = Fact.DEVICE_ACTIVATED.seat();
    private static final Seat DEVICE_SENSORS_ON = Fact.DEVICE_SENSORS_ON.seat();

    private final Values values;

    ActorFacts(Values values) {
        this.values = values;
    }

    void begin(Request request, Program program, Needs needs) {
        actor(request.actor());
        called(request);
        environment(request.environment(), program);
        if (needs.device()) {
            device(request, program);
        }
        if (needs.licence()) {
            licence(request.actor(), request.via());
        }
        if (needs.study()) {
            study(request.actor().study());
        }
    }

    private void actor(Actor actor) {
        values.object(ID, actor.id());
        values.place(KIND, actor.kind().ordinal());
        values.place(ROLE, actor.role().ordinal());
        values.object(INSTITUTION, actor.institution());
        values.set(ACTIVE, actor.active());
        values.set(BLOCKED, actor.blocked());
        if (actor.title().isPresent()) {
            values.place(TITLE, actor.title().get().ordinal());
        }
        if (actor.unit().isPresent()) {
            values.object(DEPARTMENT, actor.unit().get().department());
            values.object(GROUP, actor.unit().get().group());
        }
    }

    private void called(Request request) {
        Optional<Actor> via = request.via();
        values.set(VIA_PRESENT, via.isPresent());
        values.set(VIA_MODEL, via.isPresent() && via.get().kind() == ActorKind.MODEL);
        values.place(ACTION, request.action().ordinal());
        values.place(PURPOSE, request.purpose().ordinal());
    }

    private void environment(Environment environment, Program program) {
        values.object(ADDRESS, program.address(environment.address()));
        values.number(FACTORS, environment.factorKinds().size());
        values.number(IDLE, environment.idle().toMillis());
        values.set(ON_DUTY, environment.onDuty());
        values.object(SOFTWARE, environment.software());
        values.set(VOUCHED, environment.vouched());
        values.set(STEP_UP, environment.stepUp());
        values.set(WARNED, environment.warned());
    }

    private void licence(Actor actor, Optional<Actor> via) {
        Optional<Licence> licence = LicenceChain.of(actor, via);
        values.set(LICENCE_PRESENT, licence.isPresent());
        if (licence.isPresent()) {
            Licence effective = licence.get();
            values.set(LICENCE_ACTIVE, effective.active());
            values.object(LICENCE_DEPARTMENTS, effective.departments());
            values.object(LICENCE_DATA_CLASSES, effective.dataClasses());
            values.bits(LICENCE_PURPOSES, bits(effective.purposes(), PURPOSES));
            values.object(LICENCE_VERSION, effective.version());
            values.place(LICENCE_STAGE, effective.stage().ordinal());
        }
    }

    private void study(Optional<Study> asked) {
        values.set(STUDY_PRESENT, asked.isPresent());
        if (asked.isPresent()) {
            Study study = asked.get();
            values.place(STUDY_STATE, study.state().ordinal());
            values.set(STUDY_DEIDENTIFIED_ONLY, study.deidentifiedOnly());
            values.place(STUDY_WAIVER, study.waiver().ordinal());
            values.set(STUDY_SUBJECTS_TRACEABLE, study.subjectsTraceable());
            values.set(STUDY_WAIVER_APPROVED, study.waiverApproved());
            values.set(STUDY_GENETIC_PERMIT, study.geneticPermit());
            values.set(STUDY_DATABASE_LOCKED, study.databaseLocked());
        }
    }

    private void device(Request request, Program program) {
        values.set(DEVICE_KNOWN, false);
        List<DeviceBinding> devices = request.patient().devices();
        for (int i = 0; i < devices.size(); i++) {
            DeviceBinding binding = devices.get(i);
            if (binding.device().equals(request.actor().id())) {
                values.set(DEVICE_KNOWN, true);
                values.set(DEVICE_REVOKED, binding.revoked());
                values.set(DEVICE_ACTIVATED, binding.activated());
                values.object(DEVICE_SENSORS_ON, program.sensors(binding.sensorsOn()));
                return;
            }
        }
    }

    static <E extends Enum<E>> long bits(Set<E> constants, E[] all) {
        long bits = 0;
        for (int i = 0; i < all.length && !constants.isEmpty(); i++) {
            bits |= constants.contains(all[i]) ? 1L << i : 0;
        }
        return bits;
    }
}

package org.suwen.decision;

import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentityTag;
import org.suwen.classification.Level;
import org.suwen.decision.condition.Attribute;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Type;

/** Everything a rule's condition may ask for, with its name and type; {@link Facts} fills it in. */
@SuppressWarnings({"EnumOrdinal", "ImmutableEnumChecker"
}) // places live in memory only; attributes are records of values
enum Fact {
    ACTOR_ID("actor.id", Type.TEXT),
    ACTOR_KIND("actor.kind", Type.oneOf(ActorKind.class)),
    ACTOR_ROLE("actor.role", Type.oneOf(Role.class)),
    ACTOR_TITLE("actor.title", Type.rankOf(Title.class), true),
    ACTOR_DEPARTMENT("actor.department", Type.TEXT, true),
    ACTOR_GROUP("actor.group", Type.TEXT, true),
    ACTOR_INSTITUTION("actor.institution", Type.TEXT),
    ACTOR_ACTIVE("actor.active", Type.BOOL),
    ACTOR_BLOCKED("actor.blocked", Type.BOOL),
    VIA_PRESENT("via.present", Type.BOOL),
    /** A model called the actor. */
    VIA_MODEL("via.model", Type.BOOL),

    REQUEST_ACTION("request.action", Type.oneOf(Action.class)),
    REQUEST_PURPOSE("request.purpose", Type.oneOf(Purpose.class)),

    ENVIRONMENT_ADDRESS("environment.address", Type.ADDRESS),
    ENVIRONMENT_FACTORS("environment.factors", Type.NUMBER),
    ENVIRONMENT_IDLE("environment.idle", Type.DURATION),
    ENVIRONMENT_ON_DUTY("environment.onDuty", Type.BOOL),
    ENVIRONMENT_SOFTWARE("environment.software", Type.TEXT),
    ENVIRONMENT_VOUCHED("environment.vouched", Type.BOOL),
    ENVIRONMENT_STEP_UP("environment.stepUp", Type.BOOL),
    ENVIRONMENT_WARNED("environment.warned", Type.BOOL),

    DATA_TYPE("data.type", Type.TEXT),
    DATA_CATEGORY("data.category", Type.oneOf(Category.class)),
    DATA_GRADE("data.grade", Type.NUMBER),
    DATA_LEVEL("data.level", Type.rankOf(Level.class)),
    DATA_GRANULARITY("data.granularity", Type.rankOf(Granularity.class)),
    DATA_FLOOR("data.floor", Type.rankOf(Granularity.class)),
    DATA_SPECIAL("data.special", Type.BOOL),
    DATA_SPECIAL_DISEASES("data.specialDiseases", Type.SET),
    DATA_CLASSES("data.classes", Type.SET),
    /** The same without the words for mere containers, such as REPORT, where a finer word is there. */
    DATA_KINDS("data.kinds", Type.SET),
    DATA_FLAGS("data.flags", Type.someOf(Flag.class)),
    DATA_DEPARTMENT("data.department", Type.TEXT, true),
    DATA_INSTITUTION("data.institution", Type.TEXT),
    /** The data is the actor's own institution's. */
    DATA_OWN("data.own", Type.BOOL),
    DATA_AUTHOR_KIND("data.authorKind", Type.TEXT),

    /** The actor's group is in charge of the care the data belongs to, now or within the tail (B1). */
    RELATION_GROUP("relation.group", Type.BOOL),
    /** The same for a department without groups (B2). */
    RELATION_DEPARTMENT("relation.department", Type.BOOL),
    /** The same for the department, whatever the group (B3). */
    RELATION_SAME_DEPARTMENT("relation.sameDepartment", Type.BOOL),
    RELATION_RESPONSIBLE("relation.responsible", Type.BOOL),
    RELATION_RECEIVING("relation.receiving", Type.BOOL),
    /** The actor stands above the responsible doctor, in the same department (B6, A11). */
    RELATION_SUPERIOR("relation.superior", Type.BOOL),
    /** The responsible doctor stands above the actor (B8). */
    RELATION_SUBORDINATE("relation.subordinate", Type.BOOL),
    RELATION_HOLDER("relation.holder", Type.BOOL),
    RELATION_GUARDIAN("relation.guardian", Type.BOOL),

    /** The patient is in care of the actor's institution now. */
    PATIENT_PRESENT("patient.present", Type.BOOL),
    PATIENT_IDENTITY_TAGS("patient.identityTags", Type.someOf(IdentityTag.class)),
    PATIENT_SPECIAL_IDENTITY("patient.specialIdentity", Type.BOOL),
    PATIENT_NOTICE("patient.notice", Type.BOOL),
    PATIENT_AUTHORISATION("patient.authorisation", Type.BOOL),

    CONSENT_STATUS("consent.status", Type.oneOf(ConsentState.Status.class)),
    CONSENT_AGREED("consent.agreed", Type.someOf(ConsentOption.class)),
    CONSENT_REFUSED("consent.refused", Type.someOf(ConsentOption.class)),
    /** The patient's answer to the actor's institution as a recipient. */
    CONSENT_INSTITUTION("consent.institution", Type.oneOf(Choice.class)),
    /** The patient's answer to the actor itself, a model or a person. */
    CONSENT_ACTOR("consent.actor", Type.oneOf(Choice.class)),
    /** The patient's answer to the actor's study. */
    CONSENT_STUDY("consent.study", Type.oneOf(Choice.class)),
    /** What the clauses of the patient's consents say to this use of this data (RGT-04). */
    CONSENT_PROVISION("consent.provision", Type.oneOf(Choice.class)),

    GRANT_CONSULTATION("grant.consultation", Type.BOOL),
    GRANT_CONSULTATION_UP_TO("grant.consultationUpTo", Type.rankOf(Granularity.class), true),
    /** The patient's own act covers this data: the grant names its special diseases. */
    GRANT_SCAN("grant.scan", Type.BOOL),
    GRANT_SCAN_UP_TO("grant.scanUpTo", Type.rankOf(Granularity.class), true),
    GRANT_BREAK_GLASS("grant.breakGlass", Type.BOOL),
    GRANT_ARCHIVE("grant.archive", Type.BOOL),
    /** A declared event or a lawful order opens this patient to the actor, and names its document. */
    GRANT_ORDER("grant.order", Type.BOOL),

    LICENCE_PRESENT("licence.present", Type.BOOL),
    LICENCE_ACTIVE("licence.active", Type.BOOL, true),
    LICENCE_DEPARTMENTS("licence.departments", Type.SET, true),
    LICENCE_DATA_CLASSES("licence.dataClasses", Type.SET, true),
    LICENCE_PURPOSES("licence.purposes", Type.someOf(Purpose.class), true),
    LICENCE_VERSION("licence.version", Type.TEXT, true),
    LICENCE_STAGE("licence.stage", Type.oneOf(Licence.Stage.class), true),

    STUDY_PRESENT("study.present", Type.BOOL),
    STUDY_STATE("study.state", Type.oneOf(Study.State.class), true),
    STUDY_DEIDENTIFIED_ONLY("study.deidentifiedOnly", Type.BOOL, true),
    STUDY_WAIVER("study.waiver", Type.oneOf(Study.Waiver.class), true),
    STUDY_SUBJECTS_TRACEABLE("study.subjectsTraceable", Type.BOOL, true),
    STUDY_WAIVER_APPROVED("study.waiverApproved", Type.BOOL, true),
    STUDY_GENETIC_PERMIT("study.geneticPermit", Type.BOOL, true),
    STUDY_DATABASE_LOCKED("study.databaseLocked", Type.BOOL, true),

    DEVICE_KNOWN("device.known", Type.BOOL),
    DEVICE_REVOKED("device.revoked", Type.BOOL, true),
    DEVICE_ACTIVATED("device.activated", Type.BOOL, true),
    /** Data classes the patient lets the device send. */
    DEVICE_SENSORS_ON("device.sensorsOn", Type.SET, true),

    /** The ground under which the gates are being passed. */
    GROUND("ground", Type.oneOf(Grounds.ALL)),
    /** How much the answer will tell, after every cap. */
    ANSWER_GRANULARITY("answer.granularity", Type.rankOf(Granularity.class)),
    ANSWER_REDUCED("answer.reduced", Type.BOOL);

    private final Attribute attribute;

    Fact(String name, Type type) {
        this(name, type, false);
    }

    Fact(String name, Type type, boolean optional) {
        this.attribute = new Attribute(name, type, ordinal(), optional);
    }

    Attribute attribute() {
        return attribute;
    }

    /** Where its value stands. */
    Seat seat() {
        return RuleSchema.schema().seat(attribute);
    }
}

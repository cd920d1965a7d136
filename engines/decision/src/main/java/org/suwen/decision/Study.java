package org.suwen.decision;

/**
 * A clinical study as far as a decision needs it (RES-01 to RES-08).
 *
 * @param id the study's id, under which a patient's consent to it is kept
 * @param state where it stands
 * @param deidentifiedOnly whether its data set holds no identifiers
 * @param waiver on which footing it asks to skip the subjects' consent
 * @param subjectsTraceable whether the subjects can still be reached
 * @param waiverApproved whether the ethics committee approved the waiver
 * @param geneticPermit whether the permit for human genetic resources is on record
 * @param databaseLocked whether its database is closed to changes
 */
public record Study(
        String id,
        State state,
        boolean deidentifiedOnly,
        Waiver waiver,
        boolean subjectsTraceable,
        boolean waiverApproved,
        boolean geneticPermit,
        boolean databaseLocked) {

    /** Where a study stands (RES-03). */
    public enum State {
        DRAFT,
        SUBMITTED,
        APPROVED,
        SUSPENDED,
        TERMINATED,
        ENDED
    }

    /** On which footing a study asks to skip the subjects' consent (RES-07, RES-08). */
    public enum Waiver {
        NONE,
        RETROSPECTIVE,
        REAL_WORLD
    }

    /** A study that rests on each subject's consent. */
    public static Study withConsent(String id, State state, boolean deidentifiedOnly) {
        return new Study(id, state, deidentifiedOnly, Waiver.NONE, true, false, false, false);
    }
}

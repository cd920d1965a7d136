package org.suwen.decision;

import java.util.List;
import java.util.Set;
import org.suwen.classification.IdentityTag;

/**
 * What a decision needs to know of one patient at the moment of the request.
 *
 * @param patient the opaque patient id
 * @param episodes care given, open and closed
 * @param identityTags special identities that hold at this moment (DOC-09, DOC-20)
 * @param noticeOnRecord whether the patient has been informed (DOC-10)
 * @param treatmentAuthorisation whether the authorisation given at admission is on record (A4)
 * @param consent the consent as it stands
 * @param grants time-limited leaves
 * @param devices devices bound to the patient
 * @param holders accounts that are this patient
 * @param guardians accounts verified as guardians (PAT-05)
 */
// Ten parts: the snapshot of one patient is taken at once, so that it can't be mixed from two moments.
public record PatientFacts(
        String patient,
        List<CareEpisode> episodes,
        Set<IdentityTag> identityTags,
        boolean noticeOnRecord,
        boolean treatmentAuthorisation,
        ConsentState consent,
        List<Grant> grants,
        List<DeviceBinding> devices,
        Set<String> holders,
        Set<String> guardians) {

    public PatientFacts {
        episodes = Episodes.of(episodes);
        identityTags = Set.copyOf(identityTags);
        grants = List.copyOf(grants);
        devices = List.copyOf(devices);
        holders = Set.copyOf(holders);
        guardians = Set.copyOf(guardians);
    }
}

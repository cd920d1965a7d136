package org.suwen.formats.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.classification.IdentityTag;
import org.suwen.decision.CareEpisode;
import org.suwen.decision.ConsentState;
import org.suwen.decision.DeviceBinding;
import org.suwen.decision.Grant;

/**
 * A patient of a case.
 *
 * @param id the case's name of the patient
 * @param birthDate the day of birth
 * @param conditions ICD-10 codes of diseases on record
 * @param identityTags special identities besides those that follow from birth date and codes
 * @param episodes care given
 * @param notice whether the patient has been informed
 * @param authorisation whether the authorisation given at admission is on record
 * @param consent the consent as it stands; {@link ConsentState#none()} when never asked
 * @param grants time-limited leaves
 * @param devices devices bound to the patient
 * @param account the patient's own account
 * @param guardians accounts of verified guardians
 */
// Twelve parts: all that a case can say of a patient.
public record Patient(
        String id,
        LocalDate birthDate,
        List<String> conditions,
        Set<IdentityTag> identityTags,
        List<CareEpisode> episodes,
        boolean notice,
        boolean authorisation,
        ConsentState consent,
        List<Grant> grants,
        List<DeviceBinding> devices,
        Optional<String> account,
        Set<String> guardians) {

    public Patient {
        conditions = List.copyOf(conditions);
        identityTags = Set.copyOf(identityTags);
        episodes = List.copyOf(episodes);
        grants = List.copyOf(grants);
        devices = List.copyOf(devices);
        guardians = Set.copyOf(guardians);
    }
}

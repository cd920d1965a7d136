package org.suwen.server.access;

import java.util.Optional;
import org.suwen.decision.Request;
import org.suwen.server.identity.AppReach;
import org.suwen.vault.PatientId;

/**
 * A question with all facts it is decided on, as of one subject version.
 *
 * @param patient whose data is asked for
 * @param version the subject version that the facts and consent were read at (D18)
 * @param card the patient card at that version
 * @param request what the decision engine gets
 * @param app the ceiling of an app that asks in the caller's name
 */
public record Standing(PatientId patient, long version, PatientCard card, Request request, Optional<AppReach> app) {
    /** The same at another subject version. */
    public Standing at(long other) {
        return new Standing(patient, other, card, request, app);
    }
}

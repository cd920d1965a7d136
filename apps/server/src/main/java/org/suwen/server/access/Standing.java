package org.suwen.server.access;

import org.suwen.decision.Request;
import org.suwen.vault.PatientId;

/**
 * A question with all facts it is decided on, as of one subject version.
 *
 * @param patient whose data is asked for
 * @param version the subject version that the facts and consent were read at (D18)
 * @param card the patient card at that version
 * @param request what the decision engine gets
 */
public record Standing(PatientId patient, long version, PatientCard card, Request request) {}

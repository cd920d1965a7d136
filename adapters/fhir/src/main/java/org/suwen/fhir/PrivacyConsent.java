package org.suwen.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.Provision;

/**
 * A privacy consent of any maker, as clauses.
 *
 * @param patient reference of the patient, {@code Patient/…}
 * @param status the Consent's status
 * @param at when it was signed; empty when not told
 * @param byProxy whether somebody else than the patient gave it, by {@code performer} or {@code grantor}
 * @param clauses what it permits and denies
 */
public record PrivacyConsent(
        String patient, String status, Optional<Instant> at, boolean byProxy, List<Provision> clauses) {
    public PrivacyConsent {
        clauses = List.copyOf(clauses);
    }
}

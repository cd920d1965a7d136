package org.suwen.hapi;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.suwen.decision.Actor;
import org.suwen.decision.CareUnit;
import org.suwen.decision.Decision;
import org.suwen.decision.Environment;
import org.suwen.decision.PatientFacts;
import org.suwen.decision.Purpose;

/** What only the hospital knows: who calls, what stands on record about a patient, where decisions are entered. */
public interface HospitalFacts {

    /**
     * Who asks.
     *
     * @param actor from the personnel register, never from what the caller says of himself
     * @param purpose what the data is wanted for
     * @param environment how the caller reaches the server
     */
    record Caller(Actor actor, Purpose purpose, Environment environment) {}

    /** Who makes this request; empty for nobody known, who gets nothing. */
    Optional<Caller> caller(RequestDetails request);

    /** The facts about a patient by the id of the Patient resource; empty for an unknown patient, of whom nothing is shown. */
    Optional<PatientFacts> patient(String id);

    /** The care unit of an encounter by its reference, as {@code Encounter/7}; empty when it is not known. */
    Optional<CareUnit> unit(String encounter);

    /**
     * Enters a decision before its answer leaves (I1).
     *
     * @param resource the resource, as {@code Observation/7}
     * @throws RuntimeException when it can't be entered; the answer is then an error
     */
    void enter(Caller caller, String resource, Decision decision);

    /** Whether this caller may write; writing is refused where nobody says otherwise, since this guard decides on reading. */
    default boolean mayWrite(Caller caller, RequestDetails request) {
        return false;
    }
}

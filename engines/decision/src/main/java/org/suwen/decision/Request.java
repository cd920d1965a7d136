package org.suwen.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * One question: may this actor do this, for this purpose, with this patient's data, now?
 *
 * @param via who called the actor: a model that called this model, or the person who opened it (LIC-23)
 */
public record Request(
        Actor actor,
        Optional<Actor> via,
        Purpose purpose,
        Action action,
        Environment environment,
        PatientFacts patient,
        Instant at) {

    /** The same question asked by another actor for another purpose, with nobody in between. */
    Request askedBy(Actor other, Purpose otherPurpose) {
        return new Request(other, Optional.empty(), otherPurpose, action, environment, patient, at);
    }
}

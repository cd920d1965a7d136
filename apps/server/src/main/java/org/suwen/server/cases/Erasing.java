package org.suwen.server.cases;

import java.util.List;
import java.util.Optional;
import org.suwen.formats.cases.Step;
import org.suwen.server.erasure.Erasures;
import org.suwen.server.erasure.Holds;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;

/** An erasure in a case: one person asks, a second one confirms, and afterwards nothing opens. */
final class Erasing {

    private final CaseHospital hospital;
    private final CaseNames names;
    private final CaseCallers callers;

    Erasing(CaseHospital hospital, CaseNames names, CaseCallers callers) {
        this.hospital = hospital;
        this.names = names;
        this.callers = callers;
    }

    Came came(Step.Administer step) {
        PatientId patient = names.patient(step.parameters().getOrDefault("patient", ""));
        Erasures erasures = hospital.erasures();
        Came first = came(ask(erasures, step.parameters().getOrDefault("actor", ""), patient), patient);
        Optional<String> second = Optional.ofNullable(step.parameters().get("second"));
        return first.reasons().equals(List.of("SECOND_PERSON")) && second.isPresent()
                ? came(ask(erasures, second.get(), patient), patient)
                : first;
    }

    private Erasures.Asked ask(Erasures erasures, String actor, PatientId patient) {
        return erasures.ask(callers.of(actor, Step.Approach.USUAL), patient, "a case");
    }

    private Came came(Erasures.Asked asked, PatientId patient) {
        return switch (asked) {
            case Erasures.Asked.Waits waits ->
                Came.refused(List.of("SECOND_PERSON"), List.of("DES-07", "DES-14"), "it waits for a second person");
            case Erasures.Asked.Locked locked ->
                Came.refused(
                        locked.locks().stream().map(Holds.Lock::code).toList(),
                        locked.locks().stream().map(Holds.Lock::rule).toList(),
                        locked.locks().getFirst().text().en());
            case Erasures.Asked.Refused refused ->
                Came.refused(List.of(refused.code()), List.of("DES-07", "DES-14"), refused.code());
            case Erasures.Asked.Unknown unknown ->
                Came.refused(List.of("NOT_FOUND"), List.of(), "there is no such patient");
            case Erasures.Asked.Done done -> gone(patient);
        };
    }

    private Came gone(PatientId patient) {
        try {
            var unused = hospital.core().vault().classes(patient);
            return Came.error("the patient's keys open after the erasure");
        } catch (ErasedException erased) {
            boolean found = hospital.core()
                    .vault()
                    .locate("Patient", patient.toString())
                    .isPresent();
            return found ? Came.error("the patient's row is found after the erasure") : Came.done();
        }
    }
}

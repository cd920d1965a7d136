package org.suwen.server.cases;

import java.util.Map;
import java.util.Optional;
import org.suwen.decision.CareUnit;
import org.suwen.vault.PatientId;

/**
 * What a case's names stand for in the system.
 *
 * @param patients patient ids by the case's name
 * @param data stored resources by the case's name
 * @param visits ids of stored Encounters by patient's name and unit
 */
record CaseNames(Map<String, PatientId> patients, Map<String, Place> data, Map<Visit, String> visits) {

    /** A stored resource. */
    record Place(String type, String id) {}

    /** A patient's stay in a unit. */
    record Visit(String patient, CareUnit unit) {}

    CaseNames {
        patients = Map.copyOf(patients);
        data = Map.copyOf(data);
        visits = Map.copyOf(visits);
    }

    PatientId patient(String name) {
        return known(patients.get(name), name);
    }

    Place place(String name) {
        return known(data.get(name), name);
    }

    /** The case's name of a patient. */
    Optional<String> nameOf(PatientId id) {
        return patients.entrySet().stream()
                .filter(each -> each.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static <T> T known(@org.jspecify.annotations.Nullable T found, String name) {
        if (found == null) {
            throw new IllegalArgumentException("the case has nothing named `" + name + "`");
        }
        return found;
    }
}

package org.suwen.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Origin;

/** Classes for acts that are about a patient but about no stored row. */
final class Nominal {

    private Nominal() {}

    /** That there is such a patient, and nothing more. */
    static DecisionClass patient(String institution) {
        return of("Patient", institution);
    }

    /** A kind of record the patient himself keeps with us: consent, device switches. */
    static DecisionClass of(String type, String institution) {
        var labels = new Labels(
                Category.PERSONAL_ATTRIBUTE,
                2,
                Level.DEFAULT,
                Granularity.OVERVIEW,
                Granularity.OVERVIEW,
                new TreeSet<>(),
                new TreeSet<>(List.of()),
                EnumSet.of(Flag.PERSONAL_INFORMATION));
        return new DecisionClass(type, labels, Optional.empty(), new Origin(institution, "PERSON"));
    }
}

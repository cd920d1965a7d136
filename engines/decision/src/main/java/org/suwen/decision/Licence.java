package org.suwen.decision;

import java.util.Set;

/**
 * What an AI model is admitted to do (LIC-01 to LIC-03, LIC-22).
 *
 * @param model the model's id
 * @param version the only version that is admitted
 * @param departments departments it serves
 * @param dataClasses classes of data it may receive
 * @param purposes purposes it may serve
 * @param stage where it stands in its life
 * @param active whether the licence holds now
 */
public record Licence(
        String model,
        String version,
        Set<String> departments,
        Set<String> dataClasses,
        Set<Purpose> purposes,
        Stage stage,
        boolean active) {

    /** Where a model stands in its life (LIC-05). */
    public enum Stage {
        DEVELOPMENT,
        CLINICAL_TRIAL,
        IN_USE_PROBATION,
        IN_USE_LONG_TERM
    }

    public Licence {
        departments = Set.copyOf(departments);
        dataClasses = Set.copyOf(dataClasses);
        purposes = Set.copyOf(purposes);
    }
}

package org.suwen.cli.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A group of patients that one run of Synthea makes. Runs are cut by number of patients and never by number of
 * processors, so that the same seed gives the same patients on every machine.
 */
record Cohort(String name, int size, List<String> arguments) {

    /** Those in the story: ages and sexes that fit the featured patients of episodes.yaml. */
    static final List<Cohort> FEATURED = List.of(
            new Cohort("ADULT", 5, List.of("-a", "32-68")),
            new Cohort("WOMAN", 2, List.of("-a", "23-36", "-g", "F")),
            new Cohort("INFANT", 1, List.of("-a", "0-1")));

    /** How many patients are in the story. */
    static final int FEATURED_PATIENTS =
            FEATURED.stream().mapToInt(Cohort::size).sum();

    private static final int LARGEST = 50;

    Cohort {
        arguments = List.copyOf(arguments);
    }

    /** All runs for this many patients. */
    static List<Cohort> plan(int patients) {
        List<Cohort> plan = new ArrayList<>(FEATURED);
        int left = patients - FEATURED_PATIENTS;
        for (int part = 1; left > 0; part++) {
            int size = Math.min(left, LARGEST);
            plan.add(new Cohort("GENERAL-%03d".formatted(part), size, List.of()));
            left -= size;
        }
        return plan;
    }
}

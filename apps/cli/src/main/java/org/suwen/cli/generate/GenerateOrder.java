package org.suwen.cli.generate;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What to generate: how many patients, from which seed, for which day, with how many years of history and at most how
 * many bills each, and where to.
 */
record GenerateOrder(int patients, long seed, LocalDate now, int years, int claims, Path out) {

    private static final int MOST_PATIENTS = 49_000;

    GenerateOrder {
        if (patients < Cohort.FEATURED_PATIENTS || patients > MOST_PATIENTS) {
            throw new GenerateException(
                    "`--patients %d` is out of range: at least %d (the featured patients), at most %d"
                            .formatted(patients, Cohort.FEATURED_PATIENTS, MOST_PATIENTS));
        }
        if (years < 1 || years > 50 || claims < 0) {
            throw new GenerateException("`--years` goes from 1 to 50 and `--claims` from 0");
        }
        out = out.toAbsolutePath().normalize();
    }
}

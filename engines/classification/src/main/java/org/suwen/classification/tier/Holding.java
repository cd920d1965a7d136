package org.suwen.classification.tier;

import java.util.Set;

/**
 * How much a data set holds, and of whom.
 *
 * @param persons distinct persons whose personal information it holds
 * @param sensitivePersons distinct persons whose sensitive personal information it holds
 * @param national whether it covers the nation
 * @param subjects what nation-wide business data it is
 * @param coverage whom it covers
 * @param depth how deep derived data go
 */
public record Holding(
        long persons, long sensitivePersons, boolean national, Set<Subject> subjects, Coverage coverage, Depth depth) {

    /** @throws IllegalArgumentException when a count is negative */
    public Holding {
        subjects = Set.copyOf(subjects);
        if (persons < 0 || sensitivePersons < 0) {
            throw new IllegalArgumentException("a count of persons is not negative");
        }
    }

    /**
     * What computing has made of the data (CLS-37).
     *
     * @param derived whether it was produced by computing and processing
     * @param portrays whether an assessor finds that it portrays the persons in depth
     * @param nationalSecurity whether an assessor finds that it affects national security
     */
    public record Depth(boolean derived, boolean portrays, boolean nationalSecurity) {
        /** As it was collected. */
        public static final Depth RAW = new Depth(false, false, false);
    }

    /** So many persons, nothing else said. */
    public static Holding of(long persons, long sensitivePersons) {
        return new Holding(persons, sensitivePersons, false, Set.of(), Coverage.NONE, Depth.RAW);
    }

    /** The same set with other counts. */
    public Holding counting(long persons, long sensitivePersons) {
        return new Holding(persons, sensitivePersons, national, subjects, coverage, depth);
    }
}

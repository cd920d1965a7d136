package org.suwen.classification.tier;

import java.util.EnumMap;
import java.util.Map;

/**
 * Numbers of persons from which on a data set is proposed as important or core; each number is included.
 *
 * @param important personal and sensitive (CLS-31)
 * @param core personal and sensitive (CLS-35)
 * @param national by kind of nation-wide business data (CLS-32)
 * @param derivedCore persons of deep derived data (CLS-37)
 * @param warnPercent share of a threshold from which on it is warned
 */
public record Thresholds(
        Persons important, Persons core, Map<Subject, Long> national, long derivedCore, int warnPercent) {

    /** A threshold of persons and one of persons with sensitive information. */
    public record Persons(long personal, long sensitive) {}

    /** @throws IllegalArgumentException when a number is missing or none */
    public Thresholds {
        national = Map.copyOf(national);
        for (Subject subject : Subject.values()) {
            if (!national.containsKey(subject)) {
                throw new IllegalArgumentException("there is no threshold for " + subject);
            }
        }
        if (warnPercent < 1 || warnPercent > 100) {
            throw new IllegalArgumentException("a share to warn at is 1 to 100 per cent, not " + warnPercent);
        }
    }

    /** The numbers the health industry's guide suggests. */
    public static Thresholds suggested() {
        Map<Subject, Long> national = new EnumMap<>(Subject.class);
        national.put(Subject.GROUP_HEALTH, 100_000L);
        national.put(Subject.ETHNIC_BIOMETRIC, 10_000L);
        national.put(Subject.MEDICAL_RESOURCE, 10_000L);
        national.put(Subject.CARE, 100_000L);
        national.put(Subject.MEDICAL_RELIEF, 100_000L);
        national.put(Subject.DRUG_TRIAL, 100_000L);
        return new Thresholds(
                new Persons(1_000_000, 100_000), new Persons(10_000_000, 1_000_000), national, 10_000_000, 80);
    }
}

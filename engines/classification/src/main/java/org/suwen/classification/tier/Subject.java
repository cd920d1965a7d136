package org.suwen.classification.tier;

/** Kinds of nation-wide business data with a threshold of persons of their own (CLS-32). */
public enum Subject {
    /** State of health and physiology of groups. */
    GROUP_HEALTH,
    /** Biometric features of ethnic groups. */
    ETHNIC_BIOMETRIC,
    /** Medical resources. */
    MEDICAL_RESOURCE,
    /** Diagnosis and treatment. */
    CARE,
    /** Medical relief and assistance. */
    MEDICAL_RELIEF,
    /** Trials of particular drugs. */
    DRUG_TRIAL
}

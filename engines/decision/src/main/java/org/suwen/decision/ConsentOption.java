package org.suwen.decision;

/** The uses a patient decides on one by one (agreements.md A.2). */
public enum ConsentOption {
    MEDICAL_RESEARCH,
    DIAGNOSIS_REFERENCE,
    THIRD_PARTY_RESEARCH,
    COMMERCIAL,
    PUBLIC_HEALTH,
    AI_TRAINING,
    TEACHING,
    INSURANCE_PRICING,
    INSURANCE_CLAIMS
}

package org.suwen.decision;

/** What the data is wanted for (DOC-01). */
public enum Purpose {
    TREATMENT,
    EMERGENCY,
    CLINICAL_DECISION_SUPPORT,
    RESEARCH,
    TEACHING,
    INSURANCE_CLAIMS,
    INSURANCE_PRICING,
    COMMERCIAL,
    PUBLIC_HEALTH,
    AI_TRAINING,
    SELF_CARE,
    COLLECTION,
    OPERATIONS,
    AUDIT,
    MARKETING
}

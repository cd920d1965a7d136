package org.suwen.classification;

/** A yes-or-no property of an item that rules ask for. The order is part of the encoded form of {@link Labels}. */
public enum Flag {
    /** Personal information by law (CLS-14). */
    PERSONAL_INFORMATION,
    /** Sensitive personal information (CLS-15). */
    SENSITIVE,
    /** Tells of an infectious disease (DOC-29). */
    INFECTIOUS,
    /** Carries a code that no map knows; strictest for everyone outside the responsible team. */
    UNKNOWN_CODE,
    /** No rule knows this kind of item; treated as strictest (DOC-04). */
    UNLABELLED,
    /** Human-genetic-resource information in the broad reading (CLS-17). */
    GENETIC,
    /** Human-genetic-resource information in the strict reading too (HGR-02). */
    GENETIC_STRICT,
    /** Identifies a person by the body (CLS-06). */
    BIOMETRIC,
    /** Public data: obtained while performing public-service functions (CLS-18). */
    PUBLIC_DATA,
    /** May lead to discrimination or endanger the person (CLS-16). */
    SPECIAL_ATTENTION,
    /** Not shown to the patient online, as if it did not exist (PAT-08). */
    HIDDEN_ONLINE,
    /** A prescription or a part of one. */
    PRESCRIPTION,
    /** Set apart because the patient doubts what a model concluded; for people of rank to review (RGT-12). */
    ISOLATED
}

package org.suwen.classification;

/** A special identity of a patient, which colours everything about that patient while it holds (DOC-09, DOC-20, A16). */
public enum IdentityTag {
    PREGNANT_OR_LYING_IN,
    INFANT_OR_TODDLER,
    RARE_DISEASE
}

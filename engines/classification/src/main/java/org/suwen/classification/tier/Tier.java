package org.suwen.classification.tier;

/** The tier of a data set by the data security law (CLS-25); ordered. */
public enum Tier {
    GENERAL,
    /** Important data (CLS-30). */
    IMPORTANT,
    /** Core data: important data of the highest weight; every duty of important data holds for it too (CLS-34). */
    CORE
}

package org.suwen.ledger;

/** What the sequencer asks of a draft's consent version before it gives it an index (D18). */
public enum Guard {
    /** The version must be the patient's current one. */
    RELEASE,
    /** The version must be the current one plus 1, and becomes the current one. */
    CHANGE,
    /** The version is not looked at. */
    NONE
}

package org.suwen.decision;

/** What a release obliges the gate to do. */
public enum DutyKind {
    /** Tell the patient of this access; parameter {@code basis}. */
    NOTIFY_PATIENT,
    /** Put the access into the review queue; parameter {@code focus} (DOC-43). */
    REVIEW,
    /** Cut the answer down; parameter {@code granularity}. */
    REDUCE,
    /** Mask identifiers; parameter {@code identifiers}, kinds separated by commas, or {@code ALL}. */
    MASK,
    /** A written statement is due; parameter {@code within}, a number of seconds (ACC-11). */
    STATEMENT,
    /** Report an anomaly; parameter {@code code} (DOC-35). */
    ANOMALY,
    /** Mark the access as use of the infectious exception (DOC-29). */
    EXCEPTION_USE,
    /** Tell the user on which ground care goes on although the patient has refused optional uses. */
    EXPLAIN_GROUND,
    /** Store only what these sensors sent; parameter {@code keep}, names separated by commas (SEN-08). */
    DROP_FIELDS,
    /** Leave out what the rows' own labels hide. */
    HIDE,
    /** Keep the result as preliminary until a named person confirms it (LIC-10). */
    PRELIMINARY,
    /** Print the warning and the account on the copy (PAT-14, APP-21). */
    WATERMARK
}

package org.suwen.decision;

/**
 * The gates a request passes, in this order; the first that fails gives the main reason.
 *
 * <p>{@link #GROUND} is where grounds are looked for; the gates after it are passed once per ground that holds.
 */
public enum Gate {
    /** Account, factors, network, idle time (DOC-32, 34, 36). */
    ENVIRONMENT,
    /** Blocked by an anomaly threshold (DOC-39). */
    BLOCK,
    /** What a role may never do (ACC-05, LIC-19). */
    ROLE,
    /** What the data may never be used for (DOC-01). */
    PURPOSE,
    /** A model's licence (LIC-01 to LIC-07). */
    LICENCE,
    /** A device's binding (SEN-03, 07, 08). */
    DEVICE,
    /** A study's state and its subjects' consent (RES-02 to RES-08). */
    STUDY,
    /** Why at all: table B and its like. */
    GROUND,
    /** When no ground holds: which one is missing. */
    RELATION,
    /** How much this title may see (table A). */
    TITLE,
    /** What the patient's side rests on (table C). */
    BASIS,
    /** What the patient decides (A.2). */
    CONSENT,
    /** What a release obliges to; never refuses. */
    OBLIGATION
}

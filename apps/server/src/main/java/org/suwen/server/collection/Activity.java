package org.suwen.server.collection;

import java.util.SortedSet;

/**
 * A registered activity of collecting (COL-01).
 *
 * @param purpose what for
 * @param fields what is necessary for it, ids of the data dictionary (COL-03)
 * @param mandatory what must be given for the service to be given
 * @param notice the notice shown before; empty when the basis needs none
 * @param perDay how often a day one person's field is taken at most; 0 for no limit (COL-08)
 */
record Activity(
        String id,
        String purpose,
        SortedSet<String> fields,
        SortedSet<String> mandatory,
        Basis basis,
        Consent consent,
        String notice,
        long perDay) {

    /** On what ground it is collected. */
    enum Basis {
        CONSENT,
        /** Own care: contract and statutory duty. */
        CARE,
        STATUTORY,
        PUBLIC_HEALTH_EMERGENCY,
        VITAL_INTEREST
    }

    /** Which consent is asked for. */
    enum Consent {
        NONE,
        GENERAL,
        SEPARATE
    }
}

package org.suwen.decision.consent;

import java.time.Instant;

/**
 * Something that must be done by a time.
 *
 * @param id its id: the act's, a colon, the kind
 * @param kind what must be done
 * @param start when its clock began
 * @param due when it must be done, inclusive
 */
public record Task(String id, Kind kind, Instant start, Instant due) {

    /** What must be done. */
    public enum Kind {
        /** Downstream interfaces and caches frozen, with proof (AGR-33). */
        FREEZE("AGR-33"),
        /** Copies cleared on the whole chain, partners' included (RGT-07, CON-15). */
        CLEAR("RGT-07"),
        /** The ethics committee told, where genetic data is touched (AGR-35). */
        ETHICS_NOTICE("AGR-35"),
        /** A complaint or report answered (AGR-07, RGT-15). */
        COMPLAINT("AGR-07"),
        /** A correction checked and made (RGT-10). */
        CORRECTION("RGT-10"),
        /** The data package handed over (RGT-11). */
        PORTABILITY("RGT-11"),
        /** A wish to keep a member of the own team out, decided and answered. */
        RESTRICTION("RGT-04");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }

        /** The catalogue id it rests on. */
        public String rule() {
            return rule;
        }
    }
}

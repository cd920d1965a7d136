package org.suwen.decision.consent;

import org.suwen.decision.Choice;

/** Where one item of a consent stands, at a moment and as known at a moment. */
public enum ItemState {
    /** Nothing is on record about this patient. */
    UNKNOWN,
    /** The patient was never asked about this item. */
    NOT_ASKED,
    /** The item was put before the patient, who ticked neither box. */
    NOT_CHOSEN,
    /** Given, and still waiting for something: a verification, a teach-back. */
    PENDING,
    /** Agreed and in force. */
    ACCEPTED,
    /** Agreed; the term has not begun. */
    NOT_YET,
    /** Asked and answered no. */
    DECLINED,
    /** The whole form was refused (AGR-09). */
    REFUSED,
    /** The patient objected of his own accord. */
    OBJECTED,
    /** The objection was taken back; nothing is agreed by that. */
    OBJECTION_LIFTED,
    /** Agreed once and taken back (CON-14). */
    WITHDRAWN,
    /** The term is over (AGR-40). */
    EXPIRED,
    /** The act it stood on was found void, as if it had never been. */
    INVALIDATED,
    /** What was agreed to has changed: fresh consent is needed (CON-06, CNS-12). */
    RENEWAL_DUE,
    /** Frozen while a dispute runs (AGR-53, AGR-55). */
    LOCKED_BY_DISPUTE;

    /** What a decision makes of it. */
    public Choice choice() {
        return switch (this) {
            case ACCEPTED -> Choice.AGREE;
            case DECLINED, REFUSED, OBJECTED, WITHDRAWN, LOCKED_BY_DISPUTE -> Choice.DISAGREE;
            case UNKNOWN,
                    NOT_ASKED,
                    NOT_CHOSEN,
                    PENDING,
                    NOT_YET,
                    OBJECTION_LIFTED,
                    EXPIRED,
                    INVALIDATED,
                    RENEWAL_DUE -> Choice.NONE;
        };
    }
}

package org.suwen.ledger;

/**
 * Says that a draft rests on a consent version that is not the one its guard asks for (D18).
 *
 * <p>What to do: read the consent again and decide again.
 */
public final class ConsentMovedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final long asked;
    private final long current;

    ConsentMovedException(long asked, long current) {
        super(
                "CONSENT_MOVED",
                "the draft carries consent version `" + asked + "` but the current one is `" + current + "`");
        this.asked = asked;
        this.current = current;
    }

    /** The version that the draft carries. */
    public long asked() {
        return asked;
    }

    /** The patient's consent version now. */
    public long current() {
        return current;
    }
}

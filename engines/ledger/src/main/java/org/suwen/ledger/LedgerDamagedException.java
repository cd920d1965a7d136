package org.suwen.ledger;

/**
 * Says that what is stored is not what was appended or signed, and from which position on.
 *
 * <p>What to do: nothing more is signed; run fsck, compare with the mirrors and the witnesses, restore (D13).
 */
public final class LedgerDamagedException extends LedgerException {
    private static final long serialVersionUID = 1L;

    private final long position;

    LedgerDamagedException(long position, String message) {
        super("LEDGER_DAMAGED", message);
        this.position = position;
    }

    /** The first entry that is not what it was, or where the tail is cut. */
    public long position() {
        return position;
    }
}

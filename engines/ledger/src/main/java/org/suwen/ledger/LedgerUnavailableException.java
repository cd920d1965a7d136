package org.suwen.ledger;

import org.suwen.ledger.store.StoreException;

/**
 * Says that no durable entry could be vouched for in time, so nothing may be released (I1).
 *
 * <p>What to do: answer 503. When {@link #mayStand} is true the entry may be in the ledger all the same; appending the
 * same request id again settles it ({@link DuplicateRequestException} names its index).
 */
public final class LedgerUnavailableException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The queue stayed full. */
        BUSY,
        /** The answer did not come in time. */
        LATE,
        /** The database refused the batch: a full disk, a missing privilege. */
        REFUSED,
        /** The connection broke. */
        LOST,
        /** Another sequencer has taken over; this one never appends again (a node of several then works through it). */
        FENCED,
        /** The ledger is closed, or stopped because it was found damaged. */
        STOPPED,
        /** The clock stands behind the time of earlier entries. */
        CLOCK,
        /** The caller's thread was interrupted. */
        INTERRUPTED
    }

    private final Reason reason;
    private final boolean mayStand;

    LedgerUnavailableException(Reason reason, boolean mayStand, String message, Throwable cause) {
        super("LEDGER_UNAVAILABLE", message, cause);
        this.reason = reason;
        this.mayStand = mayStand;
    }

    LedgerUnavailableException(Reason reason, boolean mayStand, String message) {
        super("LEDGER_UNAVAILABLE", message);
        this.reason = reason;
        this.mayStand = mayStand;
    }

    /** What a store's failure means to a caller. */
    static LedgerUnavailableException of(StoreException e, boolean mayStand) {
        Reason reason =
                switch (e.kind()) {
                    case FENCED -> Reason.FENCED;
                    case LOST -> Reason.LOST;
                    case BUSY -> Reason.BUSY;
                    case REFUSED, CONFLICT, DAMAGED -> Reason.REFUSED;
                };
        return new LedgerUnavailableException(reason, mayStand, String.valueOf(e.getMessage()), e);
    }

    public Reason reason() {
        return reason;
    }

    /** The same where an earlier attempt may have come through. */
    LedgerUnavailableException standingPerhaps() {
        return new LedgerUnavailableException(reason, true, String.valueOf(getMessage()), this);
    }

    /** Whether the entry may be durable although nobody can say so now. */
    public boolean mayStand() {
        return mayStand;
    }
}

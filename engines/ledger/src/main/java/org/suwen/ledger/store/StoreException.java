package org.suwen.ledger.store;

/** Says that a store did not do what was asked, and what is known about it. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known. */
    public enum Kind {
        /** Nothing was stored: a request or token is there already. */
        CONFLICT,
        /** Nothing was stored: a full disk, a missing privilege, a wrong setting. */
        REFUSED,
        /** The connection broke; a commit may or may not stand. */
        LOST,
        /** Nothing was stored: another writer leads, or leads since. */
        FENCED,
        /** Another writer still holds the lead. */
        BUSY,
        /** The store contradicts itself. */
        DAMAGED
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

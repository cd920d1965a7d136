package org.suwen.ledger.verify;

/** Says that a ledger could not be reached or written, which says nothing about whether it is sound. */
public final class UnreadableLedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableLedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}

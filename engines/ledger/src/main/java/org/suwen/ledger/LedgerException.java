package org.suwen.ledger;

/** The ways in which the ledger fails a caller, each with a stable code. */
public abstract sealed class LedgerException extends RuntimeException
        permits LedgerUnavailableException, ConsentMovedException, DuplicateRequestException, LedgerDamagedException {
    private static final long serialVersionUID = 1L;

    private final String code;

    LedgerException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    LedgerException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code, such as {@code LEDGER_UNAVAILABLE}. */
    public final String code() {
        return code;
    }
}

package org.suwen.ledger;

/** Says that another node did not answer, and whether it may have got the question. */
public final class PeerLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /** No answer; {@code sent} when the question may have arrived. */
    public PeerLostException(boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /** Whether the question may have arrived. */
    public boolean sent() {
        return sent;
    }
}

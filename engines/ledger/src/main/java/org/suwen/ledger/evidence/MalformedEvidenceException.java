package org.suwen.ledger.evidence;

/** Says why a package is not one that can be checked. */
public final class MalformedEvidenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEvidenceException(String message) {
        super(message);
    }
}

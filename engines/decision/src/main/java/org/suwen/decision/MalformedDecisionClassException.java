package org.suwen.decision;

/** Bytes that are no encoded {@link DecisionClass}: treat the row as damaged, not as empty. */
public final class MalformedDecisionClassException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedDecisionClassException(String message) {
        super(message);
    }

    MalformedDecisionClassException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.suwen.decision;

/** A rulebook that contradicts itself or its layers; nothing of it takes effect. */
public final class InvalidRulebookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String subject;

    InvalidRulebookException(String subject, String message) {
        super("`" + subject + "`: " + message);
        this.subject = subject;
    }

    /** The id of the rule, parameter or reason at fault. */
    public String subject() {
        return subject;
    }
}

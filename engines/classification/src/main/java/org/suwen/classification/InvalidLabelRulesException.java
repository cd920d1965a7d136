package org.suwen.classification;

/** Label rules that do not hold together; they must not be put in force. */
public final class InvalidLabelRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String subject;

    InvalidLabelRulesException(String subject, String message) {
        super(message);
        this.subject = subject;
    }

    /** The id of the rule at fault, or the name of the part. */
    public String subject() {
        return subject;
    }

    /** The stable code of this failure. */
    public String code() {
        return "INVALID_LABEL_RULES";
    }
}

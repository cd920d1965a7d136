package org.suwen.decision.condition;

/** A condition that can't be read or makes no sense; {@link #line} and {@link #column} count from 1 inside its text. */
public final class ConditionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    ConditionException(Place place, String message) {
        super(message);
        line = place.line();
        column = place.column();
    }

    /** The line inside the condition's text. */
    public int line() {
        return line;
    }

    /** The column inside that line. */
    public int column() {
        return column;
    }
}

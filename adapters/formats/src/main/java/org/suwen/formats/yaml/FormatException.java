package org.suwen.formats.yaml;

/**
 * A file that breaks its format; the message names file, line and column, what is wrong and what is allowed.
 *
 * <p>The caller shows the message to whoever wrote the file and changes nothing.
 */
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;

    public FormatException(Position position, String message) {
        super(position + ": " + message);
        this.position = position;
    }

    /** Where the fault lies. */
    public Position position() {
        return position;
    }
}

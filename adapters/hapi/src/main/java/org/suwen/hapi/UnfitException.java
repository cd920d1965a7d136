package org.suwen.hapi;

/** Input that can't be worked with. The message is a fixed sentence and never quotes the input. */
public final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public UnfitException(String message) {
        super(message, null, false, false);
    }
}

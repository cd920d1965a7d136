package org.suwen.cli.generate;

/** A generation that can't go on; its message says what, where and what to do. */
public final class GenerateException extends RuntimeException {

    /** A failure told in one sentence. */
    public GenerateException(String message) {
        super(message);
    }

    /** A failure with what caused it. */
    public GenerateException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.suwen.vault.internal;

/** Sealed bytes that don't open: changed, cut, moved, or of another key. Which of these can't be told apart. */
public final class BrokenSealException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, without any of the bytes. */
    public BrokenSealException(String message) {
        super(message);
    }
}

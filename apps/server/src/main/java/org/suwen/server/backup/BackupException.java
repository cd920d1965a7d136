package org.suwen.server.backup;

/** A backup can't be made, read or restored; says what is wrong and what to do, and no patient's value. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong and what to do. */
    public BackupException(String message) {
        super(message);
    }

    /** Says what is wrong and what to do, with what caused it. */
    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}

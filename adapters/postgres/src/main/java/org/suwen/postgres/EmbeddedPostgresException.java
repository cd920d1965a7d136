package org.suwen.postgres;

import java.util.Objects;

/** A server that could not be started, checked or stopped; {@link #code()} is stable, the message says what to do. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a closed list that callers may rely on. */
    public enum Code {
        /** There are no binaries for this operating system or processor. */
        PLATFORM,
        /** The process runs as root and found no way to start the server as anybody else. */
        ROOT,
        /** Another process, or this one, already holds the data folder. */
        FOLDER_IN_USE,
        /** The data folder is incomplete, foreign or of another major version. */
        FOLDER_UNUSABLE,
        /** The password is missing, malformed or not the one the folder was made with. */
        PASSWORD,
        /** The running server's settings are not the ones that durability and privacy rest on. */
        SETTINGS,
        /** The server did not start, or not in time. */
        START,
        /** The server did not stop, or not in time. */
        STOP,
        /** A file could not be read or written, or a program not be run. */
        IO
    }

    private final Code code;

    EmbeddedPostgresException(Code code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
    }

    EmbeddedPostgresException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /** Returns why. */
    public Code code() {
        return code;
    }
}

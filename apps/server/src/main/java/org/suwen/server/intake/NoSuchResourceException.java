package org.suwen.server.intake;

/** A submission changes a resource that isn't there. */
final class NoSuchResourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchResourceException() {
        super("there is no such resource");
    }
}

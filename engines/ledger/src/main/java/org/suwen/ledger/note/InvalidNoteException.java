package org.suwen.ledger.note;

/** Says why a text is not a note, or not one that the known keys have signed; the text must not be used. */
public final class InvalidNoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidNoteException(String message) {
        super(message);
    }
}

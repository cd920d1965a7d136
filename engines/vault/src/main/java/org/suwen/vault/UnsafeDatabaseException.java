package org.suwen.vault;

/** The database would not keep what it acknowledges, or is of a version that isn't supported (D14, D30). */
public final class UnsafeDatabaseException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Says which setting, and what to do. */
    public UnsafeDatabaseException(String message) {
        super("UNSAFE_DATABASE", Category.OPERATOR, message, null);
    }
}

package org.suwen.vault;

/**
 * The database did not do it. After a write the outcome may be unknown: ask {@link Vault#isApplied}, or read the version,
 * before trying again.
 */
public final class VaultUnavailableException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Says what failed, without any value. */
    public VaultUnavailableException(String message, Throwable cause) {
        super("VAULT_UNAVAILABLE", Category.RESOURCES, message, cause);
    }
}

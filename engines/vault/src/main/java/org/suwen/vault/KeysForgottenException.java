package org.suwen.vault;

/** These keys were zeroed while the caller still held them; ask the vault again, which answers anew or refuses. */
public final class KeysForgottenException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Keys of whatever patient. */
    public KeysForgottenException() {
        super("KEYS_FORGOTTEN", Category.RESOURCES, "the keys were forgotten; ask the vault for them again", null);
    }
}

package org.suwen.vault;

import org.jspecify.annotations.Nullable;

/** The root key can't be used: wrong passphrase, unsafe place or permissions, or a source other than the data's. */
public final class KeySourceException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to do. */
    public KeySourceException(String message) {
        this(message, null);
    }

    /** Says what is wrong and what to do, with what caused it. */
    public KeySourceException(String message, @Nullable Throwable cause) {
        super("KEY_SOURCE", Category.OPERATOR, message, cause);
    }
}

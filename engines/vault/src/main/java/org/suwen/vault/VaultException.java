package org.suwen.vault;

import org.jspecify.annotations.Nullable;

/** A promise of the vault that can't be kept, with a stable code; messages carry no patient's value and no key. */
public abstract sealed class VaultException extends RuntimeException
        permits EntryAppliedException,
                ErasedException,
                IdentityTakenException,
                KeySourceException,
                KeysForgottenException,
                SealBrokenException,
                UnknownPatientException,
                UnsafeDatabaseException,
                VaultUnavailableException,
                VersionConflictException {
    private static final long serialVersionUID = 1L;

    /** Who can do something about it. */
    public enum Category {
        /** The caller: ask for something else. */
        CALLER,
        /** The operator: keys, settings or data are not as they should be. */
        OPERATOR,
        /** Nobody but time: try again. */
        RESOURCES
    }

    private final String code;
    private final Category category;

    VaultException(String code, Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.category = category;
    }

    /** The stable code, in capitals. */
    public String code() {
        return code;
    }

    /** Who can do something about it. */
    public Category category() {
        return category;
    }
}

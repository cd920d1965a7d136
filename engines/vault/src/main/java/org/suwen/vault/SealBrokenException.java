package org.suwen.vault;

/** Sealed bytes don't open: changed, cut, moved to another place, or sealed with another key. */
public final class SealBrokenException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Names the part, and what the seal says. */
    public SealBrokenException(String part, Throwable cause) {
        super("SEAL_BROKEN", Category.OPERATOR, "`" + part + "` does not open: " + cause.getMessage(), cause);
    }
}

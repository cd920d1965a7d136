package org.suwen.vault;

/** Another version is current than the caller built on, or an id is taken; nothing was written. Read again, then retry. */
public final class VersionConflictException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Names the kind of thing, such as a row, never the thing. */
    public VersionConflictException(String what) {
        super("VERSION_CONFLICT", Category.CALLER, "`" + what + "` has moved on since it was read", null);
    }
}

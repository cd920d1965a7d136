package org.suwen.vault;

/** The ledger entry's write is already there; nothing was written again (D16). */
public final class EntryAppliedException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** For the entry of this index. */
    public EntryAppliedException(long entryIndex) {
        super("ENTRY_APPLIED", Category.CALLER, "entry `" + entryIndex + "` was applied before", null);
    }
}

package org.suwen.vault;

/** The identity value belongs to another patient; nothing was bound. */
public final class IdentityTakenException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** Names the kind of identity, never the value. */
    public IdentityTakenException(String identityKind) {
        super("IDENTITY_TAKEN", Category.CALLER, "this `" + identityKind + "` belongs to another patient", null);
    }
}

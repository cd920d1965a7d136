package org.suwen.vault;

/** The patient's keys were destroyed; nothing about him can be read any more (I5). */
public final class ErasedException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** For the patient of this opaque id. */
    public ErasedException(PatientId patient) {
        super("ERASED", Category.CALLER, "patient `" + patient + "` was erased", null);
    }
}

package org.suwen.vault;

/** No patient of this id was ever enrolled here. */
public final class UnknownPatientException extends VaultException {
    private static final long serialVersionUID = 1L;

    /** For the patient of this opaque id. */
    public UnknownPatientException(PatientId patient) {
        super("UNKNOWN_PATIENT", Category.CALLER, "patient `" + patient + "` is not enrolled", null);
    }
}

package org.suwen.vault;

import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.Hkdf;
import org.suwen.vault.internal.Hmac;
import org.suwen.vault.internal.SecretBytes;

/**
 * A patient's keys for the ledger: they seal the content part of his entries and name him there without linking them (D15,
 * D20). After a purge they are left only where a hold stands.
 *
 * <p>Sealing here does not pad, as the ledger pads whole entries; it adds 34 bytes. Safe for use by several threads.
 */
public final class PatientLogKeys {
    private static final int CONTENT = 0;
    private static final int TOKEN = 1;

    private final PatientId patient;
    private final int epoch;
    private final Seals seals;
    private final KeyRing ring;

    PatientLogKeys(PatientId patient, int epoch, Seals seals, SecretBytes logKey) {
        this.patient = patient;
        this.epoch = epoch;
        this.seals = seals;
        this.ring = new KeyRing(Hkdf.derive(logKey, "log content"), Hkdf.derive(logKey, "log token"));
    }

    /** Whose keys these are. */
    public PatientId patient() {
        return patient;
    }

    /** The 16 bytes that stand for this patient in his n-th entry. */
    public byte[] logToken(long n) {
        return ring.use(TOKEN, key -> Hmac.token(key, Fields.of(n)));
    }

    /**
     * A copy of the key behind {@link #logToken}, for the patient himself: with it he checks that the list of his entries
     * is complete. Whoever has it can tell his entries from others', and nothing else.
     */
    public byte[] tokenKeyForPatient() {
        return ring.use(TOKEN, SecretBytes::getEncoded);
    }

    /** Seals the content part of an entry, bound to patient and context. */
    public byte[] sealLog(byte[] content, byte[] context) {
        return ring.use(CONTENT, key -> seals.exact().seal(key, epoch, bound(context), content));
    }

    /** Opens what {@link #sealLog} gave for the same context; throws {@link SealBrokenException} otherwise. */
    public byte[] openLog(byte[] sealed, byte[] context) {
        return ring.use(CONTENT, key -> Seals.open(seals.exact(), key, bound(context), sealed, "log content"));
    }

    KeyRing ring() {
        return ring;
    }

    private byte[] bound(byte[] context) {
        return Seals.bound(patient, "log content", context);
    }
}

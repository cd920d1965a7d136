package org.suwen.server.access;

import java.util.function.Function;
import org.suwen.ledger.LogKeys;
import org.suwen.vault.KeysForgottenException;
import org.suwen.vault.PatientId;
import org.suwen.vault.PatientLogKeys;
import org.suwen.vault.Vault;

/**
 * The vault's log key of one patient, as the ledger wants it (D15, D20). Keys that were forgotten between being fetched and
 * being used, since the patient was erased or keys were renewed, are asked for once more.
 */
public final class RenewedLogKeys implements LogKeys {

    private final Vault vault;
    private final PatientId patient;
    private volatile PatientLogKeys keys;

    /**
     * Fetches the key.
     *
     * @throws org.suwen.vault.ErasedException when the patient was erased; later calls throw it likewise
     */
    public RenewedLogKeys(Vault vault, PatientId patient) {
        this.vault = vault;
        this.patient = patient;
        this.keys = vault.logKeys(patient);
    }

    @Override
    public byte[] token(long number) {
        return with(held -> held.logToken(number));
    }

    @Override
    public byte[] seal(byte[] content, byte[] context) {
        return with(held -> held.sealLog(content, context));
    }

    private byte[] with(Function<PatientLogKeys, byte[]> work) {
        try {
            return work.apply(keys);
        } catch (KeysForgottenException forgotten) {
            keys = vault.logKeys(patient);
            return work.apply(keys);
        }
    }
}

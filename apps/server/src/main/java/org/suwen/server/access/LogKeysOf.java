package org.suwen.server.access;

import org.suwen.ledger.LogKeys;
import org.suwen.vault.PatientLogKeys;

/** The vault's log key of one patient, as the ledger wants it (D15, D20). */
public record LogKeysOf(PatientLogKeys keys) implements LogKeys {
    @Override
    public byte[] token(long number) {
        return keys.logToken(number);
    }

    @Override
    public byte[] seal(byte[] content, byte[] context) {
        return keys.sealLog(content, context);
    }
}

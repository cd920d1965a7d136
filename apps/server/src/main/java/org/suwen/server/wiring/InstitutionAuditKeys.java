package org.suwen.server.wiring;

import org.suwen.ledger.AuditKeys;
import org.suwen.vault.InstitutionKeys;

/** The vault's audit keys, as the ledger wants them (D15). */
record InstitutionAuditKeys(InstitutionKeys keys) implements AuditKeys {
    @Override
    public int current() {
        return keys.auditKey();
    }

    @Override
    public byte[] seal(int keyId, byte[] plain, byte[] context) {
        return keys.sealAudit(keyId, plain, context);
    }

    @Override
    public byte[] open(int keyId, byte[] sealed, byte[] context) {
        return keys.openAudit(keyId, sealed, context);
    }
}

package org.suwen.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import org.suwen.vault.internal.BrokenSealException;
import org.suwen.vault.internal.Envelope;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;
import org.suwen.vault.internal.Suite;

/** The two forms of envelope, with the vault's own exception. */
record Seals(Envelope padded, Envelope exact) {
    static Seals with(SecureRandom random) {
        return new Seals(new Envelope(Suite.PADDED, random), new Envelope(Suite.EXACT, random));
    }

    static byte[] open(Envelope form, SecretBytes key, byte[] associated, byte[] sealed, String part) {
        try {
            return form.open(key, associated, sealed);
        } catch (BrokenSealException e) {
            throw new SealBrokenException(part, e);
        }
    }

    /** The wrapped key, bound to its context. */
    byte[] wrap(SecretBytes wrapping, int epoch, byte[] context, SecretBytes key) {
        byte[] plain = key.getEncoded();
        try {
            return exact.seal(wrapping, epoch, context, plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    SecretBytes unwrap(SecretBytes wrapping, byte[] context, byte[] wrapped) {
        return SecretBytes.taking(open(exact, wrapping, context, wrapped, "wrapped key"));
    }

    /** Associated data of something of a patient: who, which kind of thing, and the caller's context. */
    static byte[] bound(PatientId patient, String part, byte[] context) {
        return Fields.join(Fields.of(patient.value()), Fields.of(part), context);
    }
}

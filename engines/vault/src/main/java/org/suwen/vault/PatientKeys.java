package org.suwen.vault;

import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.Hkdf;
import org.suwen.vault.internal.Hmac;
import org.suwen.vault.internal.SecretBytes;

/**
 * A living patient's keys, derived from his record key and log key.
 *
 * <p>Guarantees: what is sealed opens only with the same patient, part and context; lengths are padded to size classes
 * (D8). Not guaranteed: that an older sealed value isn't put in the place of a newer one with the same context, so a
 * context names the version. Safe for use by several threads. Every method throws {@link KeysForgottenException} after the
 * vault forgot the patient.
 */
public final class PatientKeys {
    private static final int DATA = 0;
    private static final int INDEX = 1;
    private static final int CLASS = 2;
    private static final int DOCUMENT = 3;

    private final PatientId patient;
    private final int epoch;
    private final Seals seals;
    private final KeyRing ring;
    private final PatientLogKeys log;

    PatientKeys(PatientLogKeys log, int epoch, Seals seals, SecretBytes recordKey) {
        this.patient = log.patient();
        this.epoch = epoch;
        this.seals = seals;
        this.log = log;
        this.ring = new KeyRing(
                Hkdf.derive(recordKey, "data"),
                Hkdf.derive(recordKey, "index"),
                Hkdf.derive(recordKey, "class"),
                Hkdf.derive(recordKey, "document"));
    }

    /** Whose keys these are. */
    public PatientId patient() {
        return patient;
    }

    /** The epoch whose key wraps this patient's keys. */
    public int epoch() {
        return epoch;
    }

    /** Seals a part of the record, bound to patient, part and context. */
    public byte[] seal(String part, byte[] plain, byte[] context) {
        return sealWith(DATA, part, plain, context);
    }

    /** Opens what {@link #seal} gave for the same part and context; throws {@link SealBrokenException} otherwise. */
    public byte[] open(String part, byte[] sealed, byte[] context) {
        return openWith(DATA, part, sealed, context);
    }

    /** Sixteen bytes that stand for a value within this patient and purpose. */
    public byte[] token(String purpose, byte[] value) {
        return ring.use(INDEX, key -> Hmac.token(key, Fields.of(purpose), value));
    }

    /** The keys for the ledger. */
    public PatientLogKeys log() {
        return log;
    }

    /** As {@link PatientLogKeys#logToken}. */
    public byte[] logToken(long n) {
        return log.logToken(n);
    }

    /** As {@link PatientLogKeys#sealLog}. */
    public byte[] sealLog(byte[] content, byte[] context) {
        return log.sealLog(content, context);
    }

    /** As {@link PatientLogKeys#openLog}. */
    public byte[] openLog(byte[] sealed, byte[] context) {
        return log.openLog(sealed, context);
    }

    Token tokenOf(String purpose, byte[] value) {
        return Token.of(token(purpose, value));
    }

    byte[] sealClass(byte[] decisionClass, Token token) {
        return sealWith(CLASS, "class", decisionClass, token.bytes());
    }

    byte[] openClass(byte[] sealed, Token token) {
        return openWith(CLASS, "class", sealed, token.bytes());
    }

    byte[] sealDocument(byte[] content, Token kind, long version) {
        return sealWith(DOCUMENT, "document", content, Fields.join(kind.bytes(), Fields.of(version)));
    }

    byte[] openDocument(byte[] sealed, Token kind, long version) {
        return openWith(DOCUMENT, "document", sealed, Fields.join(kind.bytes(), Fields.of(version)));
    }

    KeyRing ring() {
        return ring;
    }

    private byte[] sealWith(int place, String part, byte[] plain, byte[] context) {
        byte[] associated = Seals.bound(patient, part, context);
        return ring.use(place, key -> seals.padded().seal(key, epoch, associated, plain));
    }

    private byte[] openWith(int place, String part, byte[] sealed, byte[] context) {
        byte[] associated = Seals.bound(patient, part, context);
        return ring.use(place, key -> Seals.open(seals.padded(), key, associated, sealed, part));
    }
}

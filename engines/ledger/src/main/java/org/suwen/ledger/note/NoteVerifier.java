package org.suwen.ledger.note;

/**
 * A public key that checks one kind of note signature (C2SP signed-note).
 *
 * <p>A rim: kinds that the JDK does not have (SM2, ML-DSA cosignatures) are added by implementing it.
 */
public interface NoteVerifier {
    /** The key's name, as in the signature line. */
    String name();

    /** The key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
    int keyId();

    /** Whether {@code signature} (without the key id) is this key's over {@code text}. */
    boolean verify(byte[] text, byte[] signature);
}

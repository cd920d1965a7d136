package org.suwen.ledger.note;

/** A private key that signs notes, and the public key that checks them. */
public interface CheckpointSigner {
    /** The public half. */
    NoteVerifier verifier();

    /** The signature of {@code text}, without the key id. */
    byte[] sign(byte[] text);
}

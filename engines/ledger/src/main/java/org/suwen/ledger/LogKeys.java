package org.suwen.ledger;

/**
 * One patient's keys for the log. They stay the same as long as the patient has keys at all.
 *
 * <p>A rim: the vault holds them. Both methods may be called by several threads and must not wait for the ledger.
 */
public interface LogKeys {
    /** HMAC of the running number {@code n}, 16 bytes, never all zeros (D20). */
    byte[] token(long n);

    /** Seals the content part, bound to {@code context}. */
    byte[] seal(byte[] content, byte[] context);
}

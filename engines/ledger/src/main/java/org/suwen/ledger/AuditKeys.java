package org.suwen.ledger;

/**
 * The institution's keys for the account parts, by key id.
 *
 * <p>A rim: the key store holds them. The methods may be called by several threads.
 */
public interface AuditKeys {
    /** The id of the key that seals new entries. */
    int current();

    /** Seals under the key with this id, bound to {@code context}. */
    byte[] seal(int keyId, byte[] plain, byte[] context);

    /** Opens what {@link #seal} sealed. */
    byte[] open(int keyId, byte[] sealed, byte[] context);
}

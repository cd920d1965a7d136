package org.suwen.ledger;

import java.time.Instant;

/**
 * What the ledger answers when an entry is durable.
 *
 * @param leafHash the 32 bytes of the entry's leaf hash; not copied
 * @param at when the commit was known to be durable
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Receipt(long index, byte[] leafHash, Instant at) {}

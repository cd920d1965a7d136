package org.suwen.ledger.store;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.merkle.Tile;

/**
 * Where a ledger's entries lie.
 *
 * <p>Guarantees: what {@link Lead#commit} has stored is durable when it returns and is seen by every later read; entries
 * are never changed. Reads may be called by several threads; each throws {@link StoreException} when the store can't be
 * reached.
 */
public interface LedgerStore {
    /** Becomes the one writer. */
    Lead lead(Claim claim);

    /** Who leads and what is stored, without becoming the writer. */
    LeadSeen look();

    /** The bytes of the entries from {@code from} on, at most {@code count}, up to the first gap. */
    List<byte[]> entries(long from, int count);

    /** The stored leaf hashes, one after the other, of the entries from {@code from} on, up to the first gap. */
    byte[] leaves(long from, int count);

    /** The full tiles of a level from {@code from} on, at most {@code count}, up to the first gap. */
    List<Tile> tiles(int level, long from, int count);

    /** Which of these patient tokens are there, and at which entry. */
    Map<ByteBuffer, Long> tokens(Collection<byte[]> tokens);

    /** The entry of a request. */
    Optional<Long> request(UUID request);

    /** The consent version of a patient, 0 when none was ever entered. */
    long subjectVersion(UUID subject);
}

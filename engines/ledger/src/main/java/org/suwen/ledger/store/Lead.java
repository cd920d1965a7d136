package org.suwen.ledger.store;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * The one writer's hold on a store. Used by one thread.
 *
 * <p>While it is held no other writer can commit; a commit under an older epoch fails with {@link
 * StoreException.Kind#FENCED}.
 */
public interface Lead extends AutoCloseable {
    long epoch();

    /** What is stored now. */
    StoredState state();

    /**
     * Stores a batch in one transaction, durably.
     *
     * @throws StoreException CONFLICT when a request or token is there already, REFUSED when nothing was stored, LOST when
     *     nobody knows, FENCED when another writer leads
     */
    void commit(StoreBatch batch);

    /** Stores a checkpoint under the same fence. */
    void putCheckpoint(long size, String note);

    /** Says under the same fence that this writer is alive. */
    void beat();

    /** Which of these requests have an entry, and where. */
    Map<UUID, Long> requests(Collection<UUID> requests);

    /** The consent versions of these patients; those without one are left out. */
    Map<UUID, Long> subjectVersions(Collection<UUID> subjects);

    /** Gives the lead up; never fails. */
    @Override
    void close();
}

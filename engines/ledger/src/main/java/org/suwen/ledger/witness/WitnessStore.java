package org.suwen.ledger.witness;

import java.util.Optional;
import org.suwen.ledger.Checkpoint;

/**
 * Where a witness keeps the last checkpoint of each log.
 *
 * <p>A rim. Used under the witness's lock; what was {@link #keep kept} is durable when the call returns.
 */
public interface WitnessStore {
    /** The last checkpoint cosigned for a log. */
    Optional<String> last(String origin);

    /** Replaces it, durably. */
    void keep(String origin, Checkpoint checkpoint);

    /** Keeps two signed views of one log that can't both be true, durably and for good. */
    void keepFork(Fork fork);

    /**
     * Evidence of a fork.
     *
     * @param seen what the witness had cosigned
     * @param shown what it was shown now, signed by the same log
     * @param proof the proof lines that came with it and lead nowhere, or empty
     */
    record Fork(Checkpoint seen, Checkpoint shown, String proof) {}
}

package org.suwen.ledger;

import java.time.Duration;
import java.util.UUID;

/**
 * The other server nodes of one ledger, as one of them reaches them (D17).
 *
 * <p>A rim: the server carries the bytes, over channels on which both ends have proven that they belong to the
 * institution. What arrives at the other end goes to {@link Ledger#answer}. The methods may be called by several threads.
 */
public interface Peers {
    /** Where the others reach this node while it leads; it is stored in clear. */
    String address();

    /**
     * Hands a question to the node at {@code address} and gives its answer.
     *
     * @throws PeerLostException when there is no answer within {@code within}
     */
    byte[] ask(String address, byte[] question, Duration within) throws PeerLostException;

    /** The log keys of a patient, for drafts that another node sealed. */
    LogKeys logKeys(UUID patient);
}

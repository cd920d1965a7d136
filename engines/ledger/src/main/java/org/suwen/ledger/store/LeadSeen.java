package org.suwen.ledger.store;

/**
 * What one look at a store says about its writer; all of it belongs to one moment.
 *
 * @param epoch the writer's fence, 0 before there was any
 * @param address where the writer's node is reached, as its claim said
 * @param beat rises while an idle writer lives
 */
public record LeadSeen(long epoch, String address, long beat, StoredState state) {
    /** Whether the writer did something between the two looks, or is another one. */
    public boolean movedSince(LeadSeen earlier) {
        return epoch != earlier.epoch
                || beat != earlier.beat
                || state.head().size() != earlier.state.head().size();
    }
}

package org.suwen.ledger.store;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * A wish to become the one writer of a ledger.
 *
 * @param address where other nodes reach the claimant; kept beside the epoch; empty when there are none
 * @param epoch the epoch that the claimant already holds, when its connection broke; else none and it gets the next one
 * @param within how long to wait for a live writer to end, and for an unreachable store
 * @param force whether to push a live writer out after all
 * @param commitWithin after which a commit without an answer counts as lost
 */
public record Claim(
        String origin, String address, OptionalLong epoch, Duration within, boolean force, Duration commitWithin) {}

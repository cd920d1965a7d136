package org.suwen.decision.consent;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.suwen.decision.ConsentState;

/**
 * A consent as it stood at one moment, as known at another.
 *
 * @param at the moment asked about
 * @param knownAt what had been recorded by then counts
 * @param items where each item stands, by key
 * @param state the same as a decision reads it
 * @param acts how many acts it rests on
 */
public record Picture(Instant at, Instant knownAt, SortedMap<String, Standing> items, ConsentState state, int acts) {
    public Picture {
        items = new TreeMap<>(items);
    }

    /**
     * Where one item stands.
     *
     * @param state its state
     * @param act the act it rests on; empty when none
     * @param since since when
     * @param until until when it would hold
     * @param edition of the agreement it was given on
     */
    public record Standing(ItemState state, String act, Instant since, Instant until, String edition) {}

    /** Where an item stands; {@link ItemState#UNKNOWN} without any act, {@link ItemState#NOT_ASKED} when never asked. */
    public ItemState item(Item item) {
        Standing standing = items.get(item.key());
        if (standing != null) {
            return standing.state();
        }
        return acts == 0 ? ItemState.UNKNOWN : ItemState.NOT_ASKED;
    }
}

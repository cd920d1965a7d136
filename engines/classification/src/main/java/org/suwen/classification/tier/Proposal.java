package org.suwen.classification.tier;

import java.util.Comparator;
import java.util.List;

/**
 * Which tier a data set reaches by what it holds; a person still designates it.
 *
 * @param grounds why, each by its rule; empty for general data
 * @param warnings thresholds that are near
 */
public record Proposal(List<Ground> grounds, List<Ground> warnings) {

    /** A rule that speaks for a tier, with the counted value and the threshold (0 when nothing is counted). */
    public record Ground(Tier tier, String rule, long count, long threshold) {}

    /** Copies the lists. */
    public Proposal {
        grounds = List.copyOf(grounds);
        warnings = List.copyOf(warnings);
    }

    /** The highest tier a ground speaks for. */
    public Tier tier() {
        return grounds.stream().map(Ground::tier).max(Comparator.naturalOrder()).orElse(Tier.GENERAL);
    }
}

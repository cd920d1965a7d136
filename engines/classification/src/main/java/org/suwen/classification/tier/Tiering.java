package org.suwen.classification.tier;

import java.util.ArrayList;
import java.util.List;

/** Proposes the tier of data sets by counts, coverage and depth (CLS-31, 32, 35, 36, 37). */
public final class Tiering {

    private final Thresholds thresholds;

    /** Proposals by these numbers. */
    public Tiering(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** What this holding reaches, and what it is near to. */
    public Proposal propose(Holding holding) {
        Weighing weighing = new Weighing();
        weighing.count(
                Tier.IMPORTANT,
                "CLS-31",
                holding.persons(),
                thresholds.important().personal());
        weighing.count(
                Tier.IMPORTANT,
                "CLS-31",
                holding.sensitivePersons(),
                thresholds.important().sensitive());
        weighing.count(Tier.CORE, "CLS-35", holding.persons(), thresholds.core().personal());
        weighing.count(
                Tier.CORE,
                "CLS-35",
                holding.sensitivePersons(),
                thresholds.core().sensitive());
        if (holding.national()) {
            for (Subject subject : Subject.values()) {
                if (holding.subjects().contains(subject)) {
                    long limit = thresholds.national().getOrDefault(subject, Long.MAX_VALUE);
                    weighing.count(Tier.IMPORTANT, "CLS-32", holding.persons(), limit);
                }
            }
        }
        if (holding.coverage().whole()) {
            weighing.grounds.add(new Proposal.Ground(Tier.CORE, "CLS-36", holding.persons(), 0));
        }
        Holding.Depth depth = holding.depth();
        if (depth.derived() && depth.portrays() && depth.nationalSecurity()) {
            weighing.count(Tier.CORE, "CLS-37", holding.persons(), thresholds.derivedCore());
        }
        return new Proposal(weighing.grounds, weighing.warnings);
    }

    private final class Weighing {
        private final List<Proposal.Ground> grounds = new ArrayList<>();
        private final List<Proposal.Ground> warnings = new ArrayList<>();

        void count(Tier tier, String rule, long count, long threshold) {
            var ground = new Proposal.Ground(tier, rule, count, threshold);
            if (count >= threshold) {
                grounds.add(ground);
            } else if (count >= near(threshold)) {
                warnings.add(ground);
            }
        }

        /** The share of a threshold, exact for those of a hundred and more. */
        private long near(long threshold) {
            return threshold - threshold / 100 * (100 - thresholds.warnPercent());
        }
    }
}

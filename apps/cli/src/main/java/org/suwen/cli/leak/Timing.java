package org.suwen.cli.leak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.suwen.cli.leak.Wire.Ask;

/**
 * Whether two questions can be told apart by how long their answers take.
 *
 * <p>They are asked in pairs, in an order drawn for each pair. If both take the same, either is as likely to be the slower
 * one in each pair, whatever else the machine does: so the number of pairs in which one is slower is binomial, and a
 * difference is called a leak only when that number would come about by chance less than once in a million
 * doors, and when the median difference is one that somebody at the other end could measure.
 */
final class Timing {

    /** The chance below which a difference is not put down to chance, at each of two looks. */
    private static final double CHANCE = 5e-7;

    private final Wire wire;
    private final RandomGenerator random;
    private final Effort effort;

    /**
     * How closely to look.
     *
     * @param glance pairs after which a door whose median difference is below the floor is left
     * @param look pairs by which the others are judged, asked anew; after three eighths of them for the first time
     * @param floor the least median difference that counts
     */
    record Effort(int glance, int look, Duration floor) {
        /** Stands a busy machine; finds what a look-up, a hash or a wait makes of a difference. */
        static final Effort ROBUST = new Effort(8, 64, Duration.ofMillis(8));

        /** For a quiet machine. */
        static final Effort STRICT = new Effort(200, 1_000, Duration.ofNanos(500_000));
    }

    Timing(Wire wire, RandomGenerator random, Effort effort) {
        this.wire = wire;
        this.random = random;
        this.effort = effort;
    }

    /** By how much the first question takes longer (less: negative) than the second; empty when it can't be told. */
    Optional<Duration> difference(Ask one, Ask other) throws IOException, InterruptedException {
        if (Math.abs(median(pairs(one, other, effort.glance())))
                < effort.floor().toNanos()) {
            return Optional.empty();
        }
        List<Long> pairs = new ArrayList<>();
        for (int upTo : new int[] {effort.look() * 3 / 8, effort.look()}) {
            pairs.addAll(pairs(one, other, upTo - pairs.size()));
            if (isTold(pairs)) {
                return Optional.of(Duration.ofNanos(median(pairs)));
            }
        }
        return Optional.empty();
    }

    private boolean isTold(List<Long> pairs) {
        long slower = pairs.stream().filter(each -> each > 0).count();
        return chance(Math.max(slower, pairs.size() - slower), pairs.size()) < CHANCE
                && Math.abs(median(pairs)) >= effort.floor().toNanos();
    }

    private List<Long> pairs(Ask one, Ask other, int count) throws IOException, InterruptedException {
        List<Long> differences = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            boolean first = random.nextBoolean();
            long before = wire.send(first ? one : other).took().toNanos();
            long after = wire.send(first ? other : one).took().toNanos();
            differences.add(first ? before - after : after - before);
        }
        return differences;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    /** How likely it is that of {@code pairs} tosses at least {@code alike} fall on the same side. */
    static double chance(long alike, int pairs) {
        double term = Math.exp(-pairs * Math.log(2));
        double sum = 0;
        for (int each = 0; each <= pairs; each++) {
            if (each >= alike) {
                sum += term;
            }
            term *= (double) (pairs - each) / (each + 1);
        }
        return Math.min(1, 2 * sum);
    }
}

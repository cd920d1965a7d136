package org.suwen.cli.bench.ledger;

import java.util.Arrays;

/** What callers saw: how many calls a second, and how long half, 99 of 100 and the slowest of them took. */
public record Figures(int callers, double perSecond, double p50Millis, double p99Millis, double worstMillis) {
    static Figures of(int callers, long[] latencies, double seconds) {
        Arrays.sort(latencies);
        return new Figures(
                callers,
                latencies.length / seconds,
                latencies[latencies.length / 2] / 1e6,
                latencies[(int) (latencies.length * 0.99)] / 1e6,
                latencies[latencies.length - 1] / 1e6);
    }
}

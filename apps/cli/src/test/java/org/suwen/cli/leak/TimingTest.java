package org.suwen.cli.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a difference in time is more than chance. */
class TimingTest {

    @Test
    void chanceIsThatOfTosses() {
        assertEquals(1, Timing.chance(2, 4), 1e-12);
        assertEquals(2.0 / 16, Timing.chance(4, 4), 1e-12);
        assertEquals(2 * 5.0 / 16, Timing.chance(3, 4), 1e-12);
    }

    @Test
    void oneInAMillionNeedsAlmostAllOfFewPairsAndFewerOfMany() {
        assertTrue(Timing.chance(53, 64) < 5e-7);
        assertTrue(Timing.chance(50, 64) > 5e-7);
        assertTrue(Timing.chance(24, 24) < 5e-7);
        assertTrue(Timing.chance(23, 24) > 5e-7);
        assertTrue(Timing.chance(585, 1_000) < 5e-7);
        assertTrue(Timing.chance(570, 1_000) > 5e-7);
    }
}

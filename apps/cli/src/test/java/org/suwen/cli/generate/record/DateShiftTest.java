package org.suwen.cli.generate.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DateShiftTest {

    private final DateShift shift = new DateShift(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 11, 22));

    @Test
    void movesTheLastSimulatedDayToYesterday() {
        assertThat(shift.shift("2025-01-01")).isEqualTo("2026-11-21");
    }

    @Test
    void movesTimesIntoTheHospitalsOffset() {
        assertThat(shift.shift("2024-12-31T20:30:00.971+00:00")).isEqualTo("2026-11-21T04:30:00+08:00");
        assertThat(shift.shift("2024-12-31T20:30:00Z")).isEqualTo("2026-11-21T04:30:00+08:00");
    }

    @Test
    void leavesOtherTextAlone() {
        assertThat(shift.shift("since 2024-12-31")).isEqualTo("since 2024-12-31");
        assertThat(shift.shift("4548-4")).isEqualTo("4548-4");
    }
}

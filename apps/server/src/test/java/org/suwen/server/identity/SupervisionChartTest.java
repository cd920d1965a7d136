package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Role;
import org.suwen.decision.Title;

class SupervisionChartTest {
    private final SupervisionChart chart = new SupervisionChart(List.of(
            member("C1", "GE", ""),
            member("A1", "GE", "C1"),
            member("R1", "GE", "A1"),
            member("R2", "GE", "A1"),
            member("X1", "CA", "C1"),
            member("X2", "GE", "X1"),
            member("L1", "GE", "L2"),
            member("L2", "GE", "L1")));

    @Test
    void followsTheLineUpAndDown() {
        assertThat(chart.of("R1").superiors()).containsExactlyInAnyOrder("A1", "C1");
        assertThat(chart.of("C1").subordinates()).containsExactlyInAnyOrder("A1", "R1", "R2");
        assertThat(chart.of("R1").subordinates()).isEmpty();
    }

    @Test
    void stopsWhereTheDepartmentEnds() {
        assertThat(chart.of("X1").superiors()).isEmpty();
        assertThat(chart.of("X2").superiors()).isEmpty();
        assertThat(chart.of("X1").subordinates()).isEmpty();
    }

    @Test
    void cutsALoopInTheRegister() {
        assertThat(chart.of("L1").superiors()).containsExactly("L2");
        assertThat(chart.of("L1").subordinates()).containsExactly("L2");
    }

    @Test
    void knowsNobodyItWasNotTold() {
        assertThat(chart.of("Z9").superiors()).isEmpty();
        assertThat(chart.of("Z9").subordinates()).isEmpty();
    }

    private static StaffMember member(String id, String department, String superior) {
        return new StaffMember(
                id,
                id,
                Role.DOCTOR,
                Optional.of(Title.ATTENDING),
                Optional.of(department),
                Optional.empty(),
                "H1",
                superior.isEmpty() ? Set.of() : Set.of(superior.split(",")),
                true,
                Optional.empty(),
                List.of(),
                Instant.EPOCH,
                1);
    }
}

package org.suwen.decision.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The catalogue's worked examples of clocks. */
class DeadlinesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<LocalDate> OCTOBER = IntStream.rangeClosed(1, 8)
            .mapToObj(day -> LocalDate.of(2025, 10, day))
            .collect(Collectors.toSet());
    private static final Deadlines DEADLINES = new Deadlines(
            new WorkingCalendar(OCTOBER, Set.of(LocalDate.of(2025, 9, 28), LocalDate.of(2025, 10, 11))),
            ZONE,
            Deadlines.Periods.STANDARD);

    @Test
    void aGuardiansWithdrawalFreezesIn48HoursAndClearsIn72() { // T-AGR-09
        List<Task> tasks = DEADLINES.ofWithdrawal(withdrawal("2025-05-01T10:00:00+08:00"), false);

        assertThat(tasks)
                .extracting(Task::kind, task -> local(task.due()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Task.Kind.FREEZE, "2025-05-03T10:00"),
                        org.assertj.core.groups.Tuple.tuple(Task.Kind.CLEAR, "2025-05-04T10:00"));
    }

    @Test
    void geneticDataIsToldToTheEthicsCommitteeAtOnce() { // T-AGR-10
        ConsentAct act = withdrawal("2025-05-01T10:00:00+08:00");

        assertThat(DEADLINES.ofWithdrawal(act, true))
                .anyMatch(task ->
                        task.kind() == Task.Kind.ETHICS_NOTICE && task.due().equals(act.effectiveAt()));
    }

    @Test
    void fifteenWorkingDaysGoByTheOfficialCalendar() { // T-AGR-16
        Instant due = DEADLINES.due(Task.Kind.COMPLAINT, moment("2025-09-25T09:00:00+08:00"));

        assertThat(local(due)).startsWith("2025-10-22");
    }

    @Test
    void thirtyDaysLeaveTheFirstOut() { // T-RGT-04
        Instant due = DEADLINES.due(Task.Kind.PORTABILITY, moment("2025-01-31T09:00:00+08:00"));

        assertThat(local(due)).startsWith("2025-03-02");
    }

    @Test
    void ageIsCompletedTheDayAfterTheBirthday() {
        LocalDate born = LocalDate.of(2012, 2, 29);

        assertThat(Ages.completed(born, LocalDate.of(2026, 3, 1))).isEqualTo(13);
        assertThat(Ages.completed(born, LocalDate.of(2026, 3, 2))).isEqualTo(14);
        assertThat(Ages.completed(LocalDate.of(2011, 6, 10), LocalDate.of(2025, 6, 10)))
                .isEqualTo(13);
        assertThat(Ages.completed(LocalDate.of(2011, 6, 10), LocalDate.of(2025, 6, 11)))
                .isEqualTo(14);
    }

    private static ConsentAct withdrawal(String at) {
        return new ConsentAct(
                "w",
                ConsentAct.Kind.WITHDRAW,
                moment(at),
                moment(at),
                ConsentAct.Content.items(Map.of()),
                ConsentAct.Signing.by("g", ConsentAct.Signer.GUARDIAN),
                "");
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String local(Instant moment) {
        return moment.atZone(ZONE).toLocalDateTime().toString();
    }
}

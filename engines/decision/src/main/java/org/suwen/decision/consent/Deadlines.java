package org.suwen.decision.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When things fall due: hours run from the moment of receipt, weekends included; days leave the first one out and end at
 * the end of the last; working days go by the official calendar (agreements.md, time rules).
 */
public final class Deadlines {

    private final WorkingCalendar calendar;
    private final ZoneId zone;
    private final Periods periods;

    /**
     * The lengths, each a parameter.
     *
     * @param freeze until interfaces are frozen (AGR-33)
     * @param clear until copies are cleared (RGT-07)
     * @param answerWorkingDays until a complaint, correction or restriction is answered (AGR-07, RGT-10)
     * @param portabilityDays until the package is handed over (RGT-11)
     */
    public record Periods(Duration freeze, Duration clear, int answerWorkingDays, int portabilityDays) {
        /** The catalogue's. */
        public static final Periods STANDARD = new Periods(Duration.ofDays(2), Duration.ofDays(3), 15, 30);
    }

    /** Deadlines by a calendar. */
    public Deadlines(WorkingCalendar calendar, ZoneId zone, Periods periods) {
        this.calendar = calendar;
        this.zone = zone;
        this.periods = periods;
    }

    /** What a withdrawal brings about: freezing, clearing, and where genetic data is touched a notice at once. */
    public List<Task> ofWithdrawal(ConsentAct act, boolean genetic) {
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(act.id(), Task.Kind.FREEZE, act.effectiveAt()));
        tasks.add(task(act.id(), Task.Kind.CLEAR, act.effectiveAt()));
        if (genetic) {
            tasks.add(task(act.id(), Task.Kind.ETHICS_NOTICE, act.effectiveAt()));
        }
        return tasks;
    }

    /** A task of a kind whose clock begins at {@code start}. */
    public Task task(String act, Task.Kind kind, Instant start) {
        return new Task(act + ":" + kind, kind, start, due(kind, start));
    }

    /** When a task of a kind falls due. */
    public Instant due(Task.Kind kind, Instant start) {
        return switch (kind) {
            case FREEZE -> start.plus(periods.freeze());
            case CLEAR -> start.plus(periods.clear());
            case ETHICS_NOTICE -> start;
            case COMPLAINT, CORRECTION, RESTRICTION -> endOf(calendar.after(day(start), periods.answerWorkingDays()));
            case PORTABILITY -> endOf(day(start).plusDays(periods.portabilityDays()));
        };
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    }
}

package org.suwen.decision.consent;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Working days by the official calendar.
 *
 * @param holidays days off that would be working days
 * @param makeUps working days at weekends
 */
public record WorkingCalendar(Set<LocalDate> holidays, Set<LocalDate> makeUps) {

    private static final int MAX_DAYS = 3_660;

    public WorkingCalendar {
        holidays = Set.copyOf(holidays);
        makeUps = Set.copyOf(makeUps);
    }

    /** Whether people work on a day. */
    public boolean works(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return makeUps.contains(day) || (!weekend && !holidays.contains(day));
    }

    /** The last of {@code days} working days after {@code start}, which is not counted itself. */
    public LocalDate after(LocalDate start, int days) {
        LocalDate day = start;
        int left = days;
        for (int i = 0; i < MAX_DAYS && left > 0; i++) {
            day = day.plusDays(1);
            left -= works(day) ? 1 : 0;
        }
        if (left > 0) {
            throw new IllegalArgumentException("the calendar has no `" + days + "` working days within ten years");
        }
        return day;
    }
}

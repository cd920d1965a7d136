package org.suwen.decision.consent;

import java.time.LocalDate;

/** Ages as Chinese law counts them: a year is completed on the day after the birthday (corrections to T-CON-02). */
public final class Ages {

    private Ages() {}

    /** The years completed on a day. */
    public static int completed(LocalDate birthDate, LocalDate day) {
        int years = day.getYear() - birthDate.getYear();
        // born on 29 February: the birthday of other years is 1 March, so that nobody is older a day early
        LocalDate birthday = birthDate.getMonthValue() == 2 && birthDate.getDayOfMonth() == 29 && !day.isLeapYear()
                ? LocalDate.of(day.getYear(), 3, 1)
                : birthDate.withYear(day.getYear());
        return day.isAfter(birthday) ? years : years - 1;
    }
}

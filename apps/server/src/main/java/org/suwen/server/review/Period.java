package org.suwen.server.review;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.suwen.server.explorer.Query;

/**
 * A quarter or a year that a report is about.
 *
 * @param name {@code 2026-Q1} or {@code 2026}
 * @param first the first day
 * @param end the day after the last
 */
public record Period(String name, LocalDate first, LocalDate end) {

    private static final Pattern FORM = Pattern.compile("(2\\d{3})(?:-Q([1-4]))?");

    /** Reads a name. */
    public static Optional<Period> of(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return Optional.of(new Period(name, LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)));
        }
        LocalDate first = LocalDate.of(year, Integer.parseInt(matcher.group(2)) * 3 - 2, 1);
        return Optional.of(new Period(name, first, first.plusMonths(3)));
    }

    Query.When when(ZoneId zone) {
        return new Query.When(
                first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    }
}

package org.suwen.cli.generate.record;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Moves every date by the same number of whole days, so that the last day simulated is the day before today. */
public final class DateShift {

    static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);
    static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private final long days;

    /** The shift from the simulation's last day to the day before this one. */
    public DateShift(LocalDate simulatedEnd, LocalDate now) {
        this.days = ChronoUnit.DAYS.between(simulatedEnd, now) - 1;
    }

    /** The moved date or time, in the hospital's offset; any other text as it is. */
    public String shift(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).plusDays(days).toString();
        }
        if (DATE_TIME.matcher(text).matches()) {
            return OffsetDateTime.parse(text)
                    .plusDays(days)
                    .withOffsetSameInstant(OFFSET)
                    .format(FORM);
        }
        return text;
    }
}

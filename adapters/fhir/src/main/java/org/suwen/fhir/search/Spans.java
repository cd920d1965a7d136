package org.suwen.fhir.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Dates and times of any precision as the stretch of time they stand for (search, 3.1.1.4.7). */
final class Spans {
    /** Longest text that is read as a date. */
    private static final int LONGEST = 40;

    private Spans() {}

    /** The stretch, or nothing when the text is no FHIR date; times without a zone are those of {@code zone}. */
    static Optional<IndexValue.Span> of(String text, ZoneId zone) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return switch (text.length()) {
                case 4 -> days(LocalDate.of(Integer.parseInt(text), 1, 1), ChronoUnit.YEARS, zone);
                case 7 -> days(YearMonth.parse(text).atDay(1), ChronoUnit.MONTHS, zone);
                case 10 -> days(LocalDate.parse(text), ChronoUnit.DAYS, zone);
                default -> time(text, zone);
            };
        } catch (DateTimeException | NumberFormatException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<IndexValue.Span> days(LocalDate first, ChronoUnit unit, ZoneId zone) {
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant to = first.plus(1, unit).atStartOfDay(zone).toInstant();
        return Optional.of(new IndexValue.Span(from, to.minusNanos(1)));
    }

    private static Optional<IndexValue.Span> time(String text, ZoneId zone) {
        int clock = text.indexOf('T');
        if (clock != 10) {
            return Optional.empty();
        }
        int end = zoneStart(text);
        String local = text.substring(0, end);
        boolean zoned = end < text.length();
        boolean minutes = local.length() == 16;
        Instant from = zoned
                ? OffsetDateTime.parse(minutes ? local + ":00" + text.substring(end) : text)
                        .toInstant()
                : LocalDateTime.parse(local).atZone(zone).toInstant();
        return Optional.of(new IndexValue.Span(from, from.plus(length(local)).minusNanos(1)));
    }

    private static java.time.Duration length(String local) {
        int point = local.indexOf('.');
        if (local.length() == 16) {
            return java.time.Duration.ofMinutes(1);
        }
        int digits = point < 0 ? 0 : Math.min(local.length() - point - 1, 9);
        long nanos = 1_000_000_000L;
        for (int each = 0; each < digits; each++) {
            nanos /= 10;
        }
        return java.time.Duration.ofNanos(nanos);
    }

    private static int zoneStart(String text) {
        if (text.endsWith("Z")) {
            return text.length() - 1;
        }
        int plus = text.indexOf('+', 11);
        int minus = text.indexOf('-', 11);
        return plus > 0 ? plus : minus > 0 ? minus : text.length();
    }
}

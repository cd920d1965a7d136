package org.suwen.server.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * The institution this server belongs to.
 *
 * @param code its code, as in labels and accounts
 * @param zh its name in Chinese
 * @param en its name in English
 * @param zone the zone days and hours are counted in
 * @param hours ordinary working hours (DOC-35)
 */
public record Institution(String code, String zh, String en, ZoneId zone, List<Hours> hours) {
    /** Copies the hours. */
    public Institution {
        hours = List.copyOf(hours);
    }

    /**
     * Working hours on some days of the week.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        /** Copies the days. */
        public Hours {
            days = Set.copyOf(days);
        }
    }

    /** Whether {@code at} lies in ordinary working hours. */
    public boolean worksAt(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        return hours.stream()
                .anyMatch(each -> each.days().contains(local.getDayOfWeek())
                        && !time.isBefore(each.from())
                        && time.isBefore(each.until()));
    }
}

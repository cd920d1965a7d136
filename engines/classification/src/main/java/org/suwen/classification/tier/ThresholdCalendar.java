package org.suwen.classification.tier;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which thresholds hold on which day.
 *
 * @param days the first day of each set
 */
public record ThresholdCalendar(NavigableMap<LocalDate, Thresholds> days) {

    /** @throws IllegalArgumentException when there is none */
    public ThresholdCalendar {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a calendar of thresholds has at least one set");
        }
        days = Collections.unmodifiableNavigableMap(new TreeMap<>(days));
    }

    /** Those in force on a day; the first set also holds before its day, since a gap would let data go ungraded. */
    public Thresholds on(LocalDate day) {
        Map.Entry<LocalDate, Thresholds> entry = days.floorEntry(day);
        return entry == null ? days.firstEntry().getValue() : entry.getValue();
    }
}

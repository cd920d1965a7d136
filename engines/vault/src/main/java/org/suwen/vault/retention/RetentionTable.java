package org.suwen.vault.retention;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The minimum periods in force (STO-06 to STO-21); where several apply to one thing the longest governs (STO-21). */
public final class RetentionTable {
    private static final Comparator<Term> SHORTER =
            Comparator.comparing(term -> term.lastDay().orElse(LocalDate.MAX));

    private final Map<RetentionClass, Period> periods;

    /** The table of these periods; refuses one that lacks a class. */
    public RetentionTable(Map<RetentionClass, Period> periods) {
        this.periods = new EnumMap<>(periods);
        for (RetentionClass each : RetentionClass.values()) {
            if (!this.periods.containsKey(each)) {
                throw new IllegalArgumentException("the retention table lacks `" + each.code() + "`");
            }
        }
    }

    /** Until when this must be kept. */
    public Term term(Held held) {
        Period period = period(held.under());
        if (period.forever() || held.from().isEmpty()) {
            return new Term(held.under(), Optional.empty());
        }
        LocalDate byRecord = held.from().get().plusYears(period.years());
        LocalDate last = held.expiry()
                .map(expiry -> expiry.plusYears(period.yearsAfterExpiry()))
                .filter(byRecord::isBefore)
                .orElse(byRecord);
        return new Term(held.under(), Optional.of(last));
    }

    private Period period(RetentionClass under) {
        Period period = periods.get(under);
        if (period == null) {
            throw new IllegalArgumentException("the retention table lacks `" + under.code() + "`");
        }
        return period;
    }

    /** The longest term of all; nothing when nothing is kept under any class. */
    public Optional<Term> longest(Collection<Held> all) {
        return all.stream().map(this::term).max(SHORTER);
    }
}

package org.suwen.server.matters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;
import org.suwen.server.access.Visits;
import org.suwen.server.access.Visits.Visit;
import org.suwen.vault.PatientId;

/**
 * From which day a patient's records may be deleted: so many years after the last visit, and after the last discharge, the
 * later of the two (RGT-13, RGT-14).
 *
 * <p>A visit that runs, or that nobody wrote an end or a beginning of, ends today: what isn't known is kept.
 */
public final class Retention {

    private static final Set<String> OUTPATIENT = Set.of("AMB", "EMER", "VR", "HH", "FLD");

    private final Visits visits;
    private final ToIntBiFunction<String, LocalDate> years;
    private final ZoneId zone;

    /**
     * Retention of the records of {@code visits}.
     *
     * @param years the rulebook's number of years by the parameter's name and the day
     */
    public Retention(Visits visits, ToIntBiFunction<String, LocalDate> years, ZoneId zone) {
        this.visits = visits;
        this.years = years;
        this.zone = zone;
    }

    /**
     * What the law says to deleting now.
     *
     * @param earliest the first day on which it may be; absent while a stay runs
     * @param rules the catalogue ids that forbid it now; empty when it is over
     */
    record Term(Optional<LocalDate> earliest, SortedSet<String> rules) {
        boolean over() {
            return rules.isEmpty();
        }
    }

    /** Where counting stands. */
    private static final class Count {
        private Optional<LocalDate> outpatient = Optional.empty();
        private Optional<LocalDate> inpatient = Optional.empty();
        private boolean running;

        void take(Visit visit, LocalDate today) {
            if (OUTPATIENT.contains(visit.kind())) {
                outpatient = later(outpatient, visit.end().or(visit::start).orElse(today));
                return;
            }
            running |= visit.end().isEmpty();
            inpatient = later(inpatient, visit.end().orElse(today));
        }

        private static Optional<LocalDate> later(Optional<LocalDate> one, LocalDate other) {
            return Optional.of(one.filter(other::isBefore).orElse(other));
        }
    }

    Term of(PatientId patient, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        var count = new Count();
        visits.of(patient).forEach(visit -> count.take(visit, today));
        return term(count, today);
    }

    private Term term(Count count, LocalDate today) {
        Optional<LocalDate> outpatient =
                count.outpatient.map(day -> day.plusYears(years.applyAsInt("outpatient-years", today)));
        Optional<LocalDate> inpatient =
                count.inpatient.map(day -> day.plusYears(years.applyAsInt("inpatient-years", today)));
        SortedSet<String> rules = new TreeSet<>();
        outpatient.filter(today::isBefore).ifPresent(day -> rules.add("RGT-13"));
        inpatient.filter(day -> count.running || today.isBefore(day)).ifPresent(day -> rules.add("RGT-14"));
        LocalDate earliest = later(later(today, outpatient), inpatient);
        return new Term(count.running ? Optional.empty() : Optional.of(earliest), rules);
    }

    private static LocalDate later(LocalDate one, Optional<LocalDate> other) {
        return other.filter(one::isBefore).orElse(one);
    }
}

package org.suwen.classification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds a patient's special identities with their periods, from the birth date and dated codes (DOC-09, DOC-20). */
public final class IdentityTags {
    private final CodeIndex<IdentityRule> codes;
    private final int infantYears;

    /** Identities by these rules. */
    public IdentityTags(LabelRules rules) {
        this.codes = new CodeIndex<>(rules.vocabularies());
        this.infantYears = rules.infantYears();
        rules.identities().forEach(rule -> codes.add(rule.codes(), rule));
    }

    /**
     * All periods, in the order of the codes. An unknown birth date gives no infant period: whoever needs the strict
     * reading must ask for the birth date.
     */
    public Set<TagPeriod> of(Optional<LocalDate> birthDate, Collection<DatedCoding> dated) {
        Set<TagPeriod> periods = new LinkedHashSet<>();
        birthDate.ifPresent(born -> periods.add(new TagPeriod(
                IdentityTag.INFANT_OR_TODDLER,
                born,
                Optional.of(born.plusYears(infantYears).minusDays(1)))));
        for (DatedCoding coding : dated) {
            codes.find(coding.coding().system(), coding.coding().code(), rule -> periods.add(period(rule, coding)));
        }
        return periods;
    }

    private static TagPeriod period(IdentityRule rule, DatedCoding coding) {
        LocalDate event = coding.start();
        Optional<LocalDate> limit =
                rule.maxDays() == 0 ? Optional.empty() : Optional.of(event.plusDays(rule.maxDays()));
        Optional<LocalDate> recorded = coding.end().filter(end -> !end.isBefore(event));
        Optional<LocalDate> end = recorded.isEmpty()
                ? limit
                : recorded.filter(day -> limit.isEmpty() || day.isBefore(limit.get()))
                        .or(() -> limit);
        return new TagPeriod(
                rule.tag(), event.minusDays(rule.daysBefore()), end.map(day -> day.plusDays(rule.daysAfter())));
    }
}

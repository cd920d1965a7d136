package org.suwen.vault.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTableTest {
    private static final LocalDate SALE = LocalDate.parse("2024-03-01");

    private final RetentionTable table = new RetentionTable(periods());

    private static Map<RetentionClass, Period> periods() {
        Map<RetentionClass, Period> periods = new EnumMap<>(RetentionClass.class);
        periods.put(RetentionClass.OPD_RECORD, Period.ofYears(15));
        periods.put(RetentionClass.IPD_RECORD, Period.ofYears(30));
        periods.put(RetentionClass.INET_RECORD, Period.ofYears(15));
        periods.put(RetentionClass.INET_PROCESS, Period.ofYears(3));
        periods.put(RetentionClass.RX_ORDINARY, Period.ofYears(1));
        periods.put(RetentionClass.RX_TOXIC_PSY2, Period.ofYears(2));
        periods.put(RetentionClass.RX_NARC_PSY1, Period.ofYears(3));
        periods.put(RetentionClass.DRUG_ONLINE, new Period(5, 1, false));
        periods.put(RetentionClass.DEVICE_SALE, new Period(0, 2, false));
        periods.put(RetentionClass.DEVICE_SALE_NOEXP, Period.ofYears(5));
        periods.put(RetentionClass.DEVICE_IMPLANT, Period.permanent());
        return periods;
    }

    private Optional<LocalDate> last(RetentionClass under, String from) {
        return table.term(Held.from(under, LocalDate.parse(from))).lastDay();
    }

    private Optional<LocalDate> lastOfSale(RetentionClass under, String expiry) {
        return table.term(new Held(under, Optional.of(SALE), Optional.of(LocalDate.parse(expiry))))
                .lastDay();
    }

    @Test
    void anOutpatientRecordIsKeptFifteenYearsAndMayGoTheDayAfter() {
        Term term = table.term(Held.from(RetentionClass.OPD_RECORD, LocalDate.parse("2010-05-01")));

        assertThat(term.lastDay()).contains(LocalDate.parse("2025-05-01"));
        assertThat(term.runsOn(LocalDate.parse("2025-05-01"))).isTrue();
        assertThat(term.runsOn(LocalDate.parse("2025-05-02"))).isFalse();
    }

    @Test
    void eachNewAdmissionRestartsTheClockOfTheWholeRecord() {
        List<Held> stays = List.of(
                Held.from(RetentionClass.IPD_RECORD, LocalDate.parse("1994-02-10")),
                Held.from(RetentionClass.IPD_RECORD, LocalDate.parse("1999-08-20")));

        assertThat(table.longest(stays).flatMap(Term::lastDay)).contains(LocalDate.parse("2029-08-20"));
    }

    @Test
    void theTablesRowsGiveTheDaysOfTheCatalogue() {
        assertThat(last(RetentionClass.INET_RECORD, "2022-03-01")).contains(LocalDate.parse("2037-03-01"));
        assertThat(last(RetentionClass.INET_PROCESS, "2022-03-01")).contains(LocalDate.parse("2025-03-01"));
        assertThat(lastOfSale(RetentionClass.DRUG_ONLINE, "2027-06-30")).contains(LocalDate.parse("2029-03-01"));
        assertThat(lastOfSale(RetentionClass.DRUG_ONLINE, "2028-12-31")).contains(LocalDate.parse("2029-12-31"));
        assertThat(lastOfSale(RetentionClass.DEVICE_SALE, "2026-01-31")).contains(LocalDate.parse("2028-01-31"));
        assertThat(last(RetentionClass.DEVICE_SALE_NOEXP, "2024-03-01")).contains(LocalDate.parse("2029-03-01"));
        assertThat(last(RetentionClass.DEVICE_IMPLANT, "2024-03-01")).isEmpty();
    }

    @Test
    void theLongerOfTwoPeriodsGovernsAndNoEndIsTheLongest() {
        Held prescription = Held.from(RetentionClass.RX_ORDINARY, LocalDate.parse("2024-01-01"));
        Held visit = Held.from(RetentionClass.OPD_RECORD, LocalDate.parse("2012-01-01"));
        Held stay = new Held(RetentionClass.IPD_RECORD, Optional.empty(), Optional.empty());

        assertThat(table.longest(List.of(prescription, visit)))
                .contains(new Term(RetentionClass.OPD_RECORD, Optional.of(LocalDate.parse("2027-01-01"))));
        assertThat(table.longest(List.of(prescription, stay, visit)))
                .as("a stay that has not ended")
                .contains(new Term(RetentionClass.IPD_RECORD, Optional.empty()));
        assertThat(table.longest(List.of())).isEmpty();
    }

    @Test
    void aTableWithoutOneOfItsRowsIsRefused() {
        Map<RetentionClass, Period> less = periods();
        less.remove(RetentionClass.RX_NARC_PSY1);

        assertThatThrownBy(() -> new RetentionTable(less)).hasMessageContaining("RX-NARC-PSY1");
        assertThat(RetentionClass.of("RX-NARC-PSY1")).contains(RetentionClass.RX_NARC_PSY1);
        assertThat(RetentionClass.of("rx")).isEmpty();
    }
}

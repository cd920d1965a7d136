package org.suwen.classification.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TieringTest {
    private static final Thresholds SUGGESTED = Thresholds.suggested();
    private static final Tiering TIERING = new Tiering(SUGGESTED);

    @Property
    void countsAloneGiveExactlyWhatTheThresholdsSay(
            @ForAll @LongRange(min = 0, max = 20_000_000) long persons,
            @ForAll @LongRange(min = 0, max = 2_000_000) long sensitive) {
        Tier expected = persons >= 10_000_000 || sensitive >= 1_000_000
                ? Tier.CORE
                : persons >= 1_000_000 || sensitive >= 100_000 ? Tier.IMPORTANT : Tier.GENERAL;

        assertThat(TIERING.propose(Holding.of(persons, sensitive)).tier()).isEqualTo(expected);
    }

    @Property
    void morePersonsNeverWeighLess(
            @ForAll @LongRange(min = 0, max = 20_000_000) long persons,
            @ForAll @LongRange(min = 0, max = 20_000_000) long more,
            @ForAll boolean national,
            @ForAll Subject subject) {
        var fewer = new Holding(persons, 0, national, Set.of(subject), Coverage.NONE, Holding.Depth.RAW);

        assertThat(TIERING.propose(fewer.counting(persons + more, 0)).tier())
                .isGreaterThanOrEqualTo(TIERING.propose(fewer).tier());
    }

    @Test
    void thresholdIsIncludedAndItsEdgeWarnsBefore() {
        assertThat(TIERING.propose(Holding.of(1_000_000, 0)).grounds())
                .extracting(Proposal.Ground::rule)
                .containsExactly("CLS-31");
        assertThat(TIERING.propose(Holding.of(999_999, 0)).warnings()).hasSize(1);
        assertThat(TIERING.propose(Holding.of(800_000, 0)).warnings()).hasSize(1);
        assertThat(TIERING.propose(Holding.of(799_999, 0)).warnings()).isEmpty();
    }

    @Test
    void wholeGroupsCountWhateverTheirNumber() {
        assertThat(tierOf(new Coverage("miners", true, "", "", true))).isEqualTo(Tier.CORE);
        assertThat(tierOf(new Coverage("miners", true, "", "", false))).isEqualTo(Tier.GENERAL);
        assertThat(tierOf(new Coverage("", true, "county", "2025", true))).isEqualTo(Tier.GENERAL);
        assertThat(tierOf(new Coverage("newborns", false, "county", "2025", true)))
                .isEqualTo(Tier.CORE);
        assertThat(tierOf(new Coverage("newborns", false, "county", "", true))).isEqualTo(Tier.GENERAL);
    }

    private static Tier tierOf(Coverage coverage) {
        return TIERING.propose(new Holding(8, 8, false, Set.of(), coverage, Holding.Depth.RAW))
                .tier();
    }

    @Test
    void setOfNumbersHoldsFromItsDayOn() {
        var later =
                new Thresholds(new Thresholds.Persons(10, 10), SUGGESTED.core(), SUGGESTED.national(), 10_000_000, 80);
        var calendar = new ThresholdCalendar(
                new TreeMap<>(Map.of(LocalDate.of(2021, 9, 1), SUGGESTED, LocalDate.of(2027, 1, 1), later)));

        assertThat(calendar.on(LocalDate.of(2026, 12, 31))).isEqualTo(SUGGESTED);
        assertThat(calendar.on(LocalDate.of(2027, 1, 1))).isEqualTo(later);
        assertThat(calendar.on(LocalDate.of(1999, 1, 1))).isEqualTo(SUGGESTED);
        assertThatThrownBy(() -> new ThresholdCalendar(new TreeMap<>())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Thresholds(SUGGESTED.core(), SUGGESTED.core(), Map.of(), 1, 80))
                .hasMessageContaining("no threshold");
    }
}

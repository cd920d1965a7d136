package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.suwen.classification.TestRules.ICD;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTagsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private final IdentityTags tags = new IdentityTags(TestRules.rules());

    @Test
    void aChildIsAnInfantOrToddlerUntilTheDayBeforeTheThirdBirthday() {
        TagPeriod period = tags.of(Optional.of(LocalDate.of(2023, 5, 10)), List.of())
                .iterator()
                .next();

        assertThat(period.holdsOn(LocalDate.of(2026, 5, 9))).isTrue();
        assertThat(period.holdsOn(LocalDate.of(2026, 5, 10))).isFalse();
        assertThat(period.holdsOn(LocalDate.of(2023, 5, 9))).isFalse();
    }

    @Test
    void aChildBornOnLeapDayIsOneUntilTheLastOfFebruary() {
        TagPeriod period = tags.of(Optional.of(LocalDate.of(2024, 2, 29)), List.of())
                .iterator()
                .next();

        assertThat(period.end()).contains(LocalDate.of(2027, 2, 27));
    }

    @Test
    void aPregnancyWithoutAnEndRunsFortyTwoWeeksAndTheLyingInAfterIt() {
        assertThat(only("O26.9", Optional.empty()))
                .isEqualTo(new TagPeriod(IdentityTag.PREGNANT_OR_LYING_IN, DAY, Optional.of(DAY.plusDays(294 + 42))));
    }

    @Test
    void aRecordedEndIsFollowedByTheLyingIn() {
        assertThat(only("O26.9", Optional.of(DAY.plusDays(100))).end()).contains(DAY.plusDays(142));
    }

    @Test
    void anEndBeforeTheStartIsNotBelieved() {
        assertThat(only("O26.9", Optional.of(DAY.minusDays(1))).end()).contains(DAY.plusDays(294 + 42));
    }

    @Test
    void aDeliveryTellsOfThePregnancyBeforeIt() {
        TagPeriod period = only("O80.900", Optional.empty());

        assertThat(period.holdsOn(DAY.minusDays(280))).isTrue();
        assertThat(period.holdsOn(DAY.plusDays(43))).isTrue();
        assertThat(period.holdsOn(DAY.plusDays(44))).isFalse();
    }

    @Test
    void aRareDiseaseHasNoEndAndAnOrdinaryOneNoTag() {
        assertThat(only("E84.0", Optional.empty()).end()).isEmpty();
        assertThat(tags.of(Optional.empty(), List.of(coding("J18.9", Optional.empty()))))
                .isEmpty();
    }

    private TagPeriod only(String code, Optional<LocalDate> end) {
        return tags.of(Optional.empty(), List.of(coding(code, end))).iterator().next();
    }

    private static DatedCoding coding(String code, Optional<LocalDate> end) {
        return new DatedCoding(new Coding("code.coding", ICD, code), DAY, end);
    }
}

package org.suwen.decision.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Choice;
import org.suwen.decision.ConsentOption;
import org.suwen.decision.ConsentState;
import org.suwen.decision.Span;

class ConsentFileTest {

    private static final Item TEACHING = Item.option(ConsentOption.TEACHING);
    private static final Item RESEARCH = Item.option(ConsentOption.MEDICAL_RESEARCH);
    private static final Instant DAY_1 = Instant.parse("2025-03-01T02:00:00Z");
    private static final Instant DAY_3 = Instant.parse("2025-03-03T02:00:00Z");
    private static final Instant DAY_5 = Instant.parse("2025-03-05T02:00:00Z");
    private static final Instant DAY_7 = Instant.parse("2025-03-07T02:00:00Z");
    private static final Instant YEAR_ON = Instant.parse("2026-03-03T02:00:00Z");

    @Test
    void knowsNothingOfAPatientWithoutAnAct() {
        assertThat(ConsentFile.EMPTY.at(DAY_1, DAY_1).item(TEACHING)).isEqualTo(ItemState.UNKNOWN);
    }

    @Test
    void aFormBroughtInLaterCountsFromItsSignatureAndWasNotKnownBefore() {
        ConsentFile file = ConsentFile.EMPTY.with(give("a", DAY_5, DAY_3, Map.of(TEACHING.key(), Choice.AGREE)));

        assertThat(file.at(DAY_3, DAY_7).item(TEACHING)).isEqualTo(ItemState.ACCEPTED);
        assertThat(file.at(DAY_3, DAY_3).item(TEACHING)).isEqualTo(ItemState.UNKNOWN);
        assertThat(file.at(DAY_1, DAY_7).item(TEACHING)).isEqualTo(ItemState.UNKNOWN);
        assertThat(file.at(DAY_7, DAY_7).item(RESEARCH)).isEqualTo(ItemState.NOT_ASKED);
    }

    @Test
    void aWithdrawalTakesAllAgreementsAndLeavesRefusals() {
        ConsentFile file = given().with(act("w", ConsentAct.Kind.WITHDRAW, DAY_5, Map.of()));

        Picture after = file.at(DAY_5, DAY_5);

        assertThat(after.item(TEACHING)).isEqualTo(ItemState.WITHDRAWN);
        assertThat(after.item(RESEARCH)).isEqualTo(ItemState.DECLINED);
        assertThat(after.state().status()).isEqualTo(ConsentState.Status.WITHDRAWN);
        assertThat(after.state().choice(ConsentOption.TEACHING, DAY_5)).isEqualTo(Choice.DISAGREE);
        assertThat(file.at(DAY_5.minusNanos(1), DAY_5).item(TEACHING)).isEqualTo(ItemState.ACCEPTED);
    }

    @Test
    void anAgreementThatRanOutIsNotRevivedByALaterOneOnSomethingElse() {
        Instant later = YEAR_ON.plusSeconds(10);
        ConsentFile file = given().with(give("b", later, later, Map.of(RESEARCH.key(), Choice.AGREE)));

        ConsentState state = file.current(later);

        assertThat(file.at(later, later).item(TEACHING)).isEqualTo(ItemState.EXPIRED);
        assertThat(state.choice(ConsentOption.TEACHING, later)).isEqualTo(Choice.NONE);
        assertThat(state.choice(ConsentOption.MEDICAL_RESEARCH, later)).isEqualTo(Choice.AGREE);
    }

    @Test
    void endsByItselfWithoutAnotherAct() {
        ConsentState state = given().current(DAY_3);

        assertThat(state.choice(ConsentOption.TEACHING, YEAR_ON.minusNanos(1))).isEqualTo(Choice.AGREE);
        assertThat(state.choice(ConsentOption.TEACHING, YEAR_ON)).isEqualTo(Choice.NONE);
    }

    @Test
    void anExtensionMovesTheEnd() {
        Instant end = YEAR_ON.plusSeconds(3_600);
        var content =
                new ConsentAct.Content(new TreeMap<>(), new TreeMap<>(), new Span(DAY_5, end), "", new TreeMap<>());
        ConsentFile file =
                given().with(new ConsentAct("x", ConsentAct.Kind.EXTEND, DAY_5, DAY_5, content, patient(), ""));

        assertThat(file.current(DAY_5).choice(ConsentOption.TEACHING, YEAR_ON)).isEqualTo(Choice.AGREE);
        assertThat(file.current(DAY_5).choice(ConsentOption.TEACHING, end)).isEqualTo(Choice.NONE);
    }

    @Test
    void anActFoundVoidIsAsIfItHadNeverBeenAndYetWasKnown() {
        var voiding = new ConsentAct(
                "v", ConsentAct.Kind.INVALIDATE, DAY_7, DAY_7, ConsentAct.Content.items(Map.of()), patient(), "a");
        ConsentFile file = given().with(voiding);

        assertThat(file.at(DAY_5, DAY_7).item(TEACHING)).isEqualTo(ItemState.INVALIDATED);
        assertThat(file.at(DAY_5, DAY_5).item(TEACHING)).isEqualTo(ItemState.ACCEPTED);
    }

    @Test
    void aDisputeLocksAndSettlingOpensAgain() {
        ConsentFile file = given().with(act("d", ConsentAct.Kind.DISPUTE, DAY_5, Map.of()));

        assertThat(file.at(DAY_5, DAY_5).item(TEACHING)).isEqualTo(ItemState.LOCKED_BY_DISPUTE);
        assertThat(file.current(DAY_5).choice(ConsentOption.TEACHING, DAY_5)).isEqualTo(Choice.DISAGREE);

        ConsentFile settled = file.with(act("s", ConsentAct.Kind.SETTLE, DAY_7, Map.of()));
        assertThat(settled.at(DAY_7, DAY_7).item(TEACHING)).isEqualTo(ItemState.ACCEPTED);
    }

    @Test
    void aChangeOfWhatWasAgreedToAsksAgainAndFreshConsentSettlesIt() {
        ConsentFile file = given().with(act("r", ConsentAct.Kind.RENEWAL, DAY_5, Map.of(TEACHING.key(), Choice.NONE)));

        assertThat(file.at(DAY_5, DAY_5).item(TEACHING)).isEqualTo(ItemState.RENEWAL_DUE);
        assertThat(file.current(DAY_5).choice(ConsentOption.TEACHING, DAY_5)).isEqualTo(Choice.NONE);

        ConsentFile fresh = file.with(give("f", DAY_7, DAY_7, Map.of(TEACHING.key(), Choice.AGREE)));
        assertThat(fresh.at(DAY_7, DAY_7).item(TEACHING)).isEqualTo(ItemState.ACCEPTED);
    }

    @Test
    void anObjectionLiftedIsNoAgreement() {
        ConsentFile file = ConsentFile.EMPTY
                .with(act("o", ConsentAct.Kind.OBJECT, DAY_3, Map.of(TEACHING.key(), Choice.DISAGREE)))
                .with(act("l", ConsentAct.Kind.LIFT, DAY_5, Map.of(TEACHING.key(), Choice.NONE)));

        assertThat(file.at(DAY_3, DAY_7).item(TEACHING)).isEqualTo(ItemState.OBJECTED);
        assertThat(file.at(DAY_5, DAY_7).item(TEACHING)).isEqualTo(ItemState.OBJECTION_LIFTED);
        assertThat(file.current(DAY_5).choice(ConsentOption.TEACHING, DAY_5)).isEqualTo(Choice.NONE);
    }

    private static ConsentFile given() {
        return ConsentFile.EMPTY.with(
                give("a", DAY_3, DAY_3, Map.of(TEACHING.key(), Choice.AGREE, RESEARCH.key(), Choice.DISAGREE)));
    }

    private static ConsentAct give(String id, Instant recorded, Instant signed, Map<String, Choice> answers) {
        Instant end = signed.atOffset(java.time.ZoneOffset.UTC).plusYears(1).toInstant();
        var content = new ConsentAct.Content(
                new TreeMap<>(answers), new TreeMap<>(), new Span(signed, end), "2026.1", new TreeMap<>());
        return new ConsentAct(id, ConsentAct.Kind.GIVE, recorded, signed, content, patient(), "");
    }

    private static ConsentAct act(String id, ConsentAct.Kind kind, Instant at, Map<String, Choice> answers) {
        return new ConsentAct(id, kind, at, at, ConsentAct.Content.items(answers), patient(), "");
    }

    private static ConsentAct.Signing patient() {
        return ConsentAct.Signing.by("p", ConsentAct.Signer.PATIENT);
    }
}

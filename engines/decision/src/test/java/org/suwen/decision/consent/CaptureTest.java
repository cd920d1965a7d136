package org.suwen.decision.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.suwen.decision.Choice;
import org.suwen.decision.Provision;
import org.suwen.decision.Purpose;
import org.suwen.decision.Span;
import org.suwen.decision.consent.ConsentAct.Channel;
import org.suwen.decision.consent.ConsentAct.Form;
import org.suwen.decision.consent.ConsentAct.Signer;
import org.suwen.decision.consent.ConsentAct.Signing;

/** Each broken consent is refused with its rule and the element; what has no defect is taken. */
class CaptureTest {

    private static final Instant NOW = Instant.parse("2025-06-10T02:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate ADULT = LocalDate.of(1970, 1, 1);

    @Test
    void takesAnAgreementWithNothingWrong() {
        assertThat(Capture.defects(good(), offer(ADULT), NOW)).isEmpty();
    }

    @Test
    void sayingNoAsksForNothingButTheSigner() {
        Submission no = new Submission(
                new TreeMap<>(Map.of("OPTION:TEACHING", Choice.DISAGREE)),
                new TreeMap<>(),
                Optional.empty(),
                new Submission.Notice("", "", false, false, Set.of()),
                new Submission.Hand(signing(Signer.PATIENT), NOW, false, false, Optional.empty(), NOW),
                Submission.Special.NONE);

        assertThat(Capture.defects(no, offer(ADULT), NOW)).isEmpty();
    }

    @Test
    void aGuardianWithBothProofsSignsForAChild() {
        Submission signed = hand(good(), hand -> guardian(hand, true, true));

        assertThat(Capture.defects(signed, offer(LocalDate.of(2015, 1, 1)), NOW))
                .isEmpty();
    }

    @Test
    void fromFifteenOnOneProofDoes() {
        Submission signed = hand(good(), hand -> guardian(hand, false, true));

        assertThat(Capture.defects(signed, offer(LocalDate.of(2010, 6, 9)), NOW))
                .isEmpty();
        assertThat(rules(signed, offer(LocalDate.of(2010, 6, 10)))).containsExactly("AGR-30");
    }

    @Test
    void onTheDayFourteenIsCompletedTheRuleForYoungChildrenNoLongerSpeaks() { // T-CON-01, T-CON-02
        assertThat(rules(good(), offer(LocalDate.of(2011, 6, 10)))).containsExactly("CON-04");
        assertThat(rules(good(), offer(LocalDate.of(2011, 6, 9)))).containsExactly("AGR-29");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("AGR-08", "hand.submitted", hand(good(), hand -> acts(hand, true, false))),
                Arguments.of("DIC-07", "hand.selected", hand(good(), hand -> acts(hand, false, true))),
                Arguments.of("AGR-06", "notice.readToEnd", notice(good(), "2026.1", false, all())),
                Arguments.of("AGR-64", "notice.edition", notice(good(), "2025.9", true, all())),
                Arguments.of("CON-08", "notice.parts.CONTACT", notice(good(), "2026.1", true, but(NoticePart.CONTACT))),
                Arguments.of(
                        "CON-09", "notice.parts.EFFECT", notice(sensitive(), "2026.1", true, but(NoticePart.EFFECT))),
                Arguments.of("CON-01", "answers[SEPARATE:SENSITIVE]", answers(good(), "OPTION:GENOME")),
                Arguments.of("CON-23", "answers[SEPARATE:ABROAD]", answers(good(), "RECIPIENT:X1")),
                Arguments.of("AGR-22", "answers[RECIPIENT:NOBODY]", answers(good(), "RECIPIENT:NOBODY")),
                Arguments.of("CON-18", "answers[OPTION:ALL]", answers(good(), "OPTION:ALL")),
                Arguments.of("CON-18", "documents[d].provision[0].purposes", clause(good(), Set.of())),
                Arguments.of("DIC-07", "term.until", term(good(), Span.END, false, false)),
                Arguments.of("AGR-40", "term.until", term(good(), NOW, false, false)),
                Arguments.of("AGR-41", "term.extendsItself", term(good(), NOW.plusSeconds(60), true, false)),
                Arguments.of("CNS-07", "hand.signing.evidence.recording", form(good(), Form.ORAL, "witness", "reason")),
                Arguments.of("CNS-07", "hand.signing.evidence.witness", form(good(), Form.ORAL, "recording", "reason")),
                Arguments.of("CON-03", "hand.signing.evidence.scan", form(good(), Form.PAPER, "operator")),
                Arguments.of("AGR-30", "hand.guardian", hand(good(), CaptureTest::withoutProof)),
                Arguments.of("AGR-30", "hand.guardian.proof", hand(good(), hand -> guardian(hand, true, false))),
                Arguments.of(
                        "CNS-10",
                        "special.group",
                        special(new Submission.Special(
                                Optional.empty(), Optional.of("village"), Optional.empty(), Optional.empty(), false))),
                Arguments.of(
                        "CNS-08",
                        "special.collectedFrom",
                        special(new Submission.Special(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(NOW.minusSeconds(1_200)),
                                false))),
                Arguments.of("CNS-14", "special.wantsResults", answers(good(), "RECIPIENT:S1")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWithTheRuleAndTheElement(String rule, String element, Submission broken) {
        List<Defect> defects = Capture.defects(broken, offer(ADULT), NOW);

        assertThat(defects)
                .extracting(Defect::rule, Defect::element)
                .contains(org.assertj.core.groups.Tuple.tuple(rule, element));
        assertThat(defects)
                .allMatch(each ->
                        each.text().en().length() > 20 && !each.text().en().endsWith("."));
    }

    @Test
    void anAvatarsPersonProvesWhoHeIsAnew() {
        var special =
                new Submission.Special(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);

        assertThat(rules(hand(special(special), hand -> proved(hand, Duration.ofMinutes(40))), offer(ADULT)))
                .containsExactly("DIC-26");
        assertThat(rules(hand(special(special), hand -> proved(hand, Duration.ofMinutes(4))), offer(ADULT)))
                .isEmpty();
    }

    @Test
    void whileADisputeRunsTheHospitalChangesNothingAndThePatientMay() { // T-AGR-13
        var disputed = new Offer(
                offer(ADULT).edition(),
                offer(ADULT).items(),
                Set.of(),
                new Offer.Person(Optional.of(ADULT), true),
                offer(ADULT).limits());

        assertThat(Capture.defects(hand(good(), hand -> as(hand, Signer.HOSPITAL)), disputed, NOW))
                .extracting(Defect::rule)
                .containsExactly("AGR-55");
        assertThat(Capture.defects(good(), disputed, NOW)).isEmpty();
    }

    private static List<String> rules(Submission submission, Offer offer) {
        return Capture.defects(submission, offer, NOW).stream()
                .map(Defect::rule)
                .toList();
    }

    private static Offer offer(LocalDate born) {
        return new Offer(
                new Offer.Edition("2026.1", "hash"),
                Map.of(
                        "OPTION:TEACHING",
                        Offer.Traits.PLAIN,
                        "OPTION:GENOME",
                        new Offer.Traits(true, false, false),
                        "RECIPIENT:X1",
                        new Offer.Traits(false, true, false),
                        "RECIPIENT:S1",
                        new Offer.Traits(false, false, true),
                        "SEPARATE:SENSITIVE",
                        Offer.Traits.PLAIN,
                        "SEPARATE:ABROAD",
                        Offer.Traits.PLAIN),
                Set.of("clan"),
                new Offer.Person(Optional.of(born), false),
                new Offer.Limits(ZONE, Period.ofYears(1), Period.ofYears(10), 18, 14, Duration.ofMinutes(5)));
    }

    private static Submission good() {
        return new Submission(
                new TreeMap<>(Map.of("OPTION:TEACHING", Choice.AGREE)),
                new TreeMap<>(),
                Optional.empty(),
                new Submission.Notice("2026.1", "hash", true, true, all()),
                new Submission.Hand(signing(Signer.PATIENT), NOW.minusSeconds(600), true, true, Optional.empty(), NOW),
                Submission.Special.NONE);
    }

    private static Submission sensitive() {
        return answers(answers(good(), "OPTION:GENOME"), "SEPARATE:SENSITIVE");
    }

    private static Signing signing(Signer signer) {
        return new Signing("p", signer, Form.CLICK, Channel.APP, new TreeMap<>());
    }

    private static Set<NoticePart> all() {
        return EnumSet.allOf(NoticePart.class);
    }

    private static Set<NoticePart> but(NoticePart missing) {
        return EnumSet.complementOf(EnumSet.of(missing));
    }

    private static Submission answers(Submission from, String key) {
        var answers = new TreeMap<>(from.answers());
        answers.put(key, Choice.AGREE);
        return new Submission(answers, from.documents(), from.term(), from.notice(), from.hand(), from.special());
    }

    private static Submission clause(Submission from, Set<Purpose> purposes) {
        Provision.Reach all = Provision.Reach.ALL;
        var reach = new Provision.Reach(all.who(), purposes, all.actions(), all.what(), all.period(), all.rows());
        var documents = new TreeMap<>(Map.of("d", List.of(new Provision("provision[0]", true, reach, List.of()))));
        return new Submission(from.answers(), documents, from.term(), from.notice(), from.hand(), from.special());
    }

    private static Submission term(Submission from, Instant until, boolean extending, boolean chosen) {
        Instant start = until.isAfter(NOW) ? NOW : until;
        var term = new Submission.Term(new Span(start, until), extending, chosen);
        return new Submission(
                from.answers(), from.documents(), Optional.of(term), from.notice(), from.hand(), from.special());
    }

    private static Submission notice(Submission from, String edition, boolean read, Set<NoticePart> parts) {
        var notice = new Submission.Notice(edition, "hash", read, true, parts);
        return new Submission(from.answers(), from.documents(), from.term(), notice, from.hand(), from.special());
    }

    private static Submission special(Submission.Special special) {
        Submission from = good();
        return new Submission(from.answers(), from.documents(), from.term(), from.notice(), from.hand(), special);
    }

    private static Submission hand(Submission from, UnaryOperator<Submission.Hand> change) {
        return new Submission(
                from.answers(),
                from.documents(),
                from.term(),
                from.notice(),
                change.apply(from.hand()),
                from.special());
    }

    private static Submission form(Submission from, Form form, String... evidence) {
        var hashes = new TreeMap<String, String>();
        Stream.of(evidence).forEach(each -> hashes.put(each, "sha256:00"));
        var signing = new Signing("p", Signer.PATIENT, form, Channel.ON_SITE, hashes);
        return hand(
                from,
                hand -> new Submission.Hand(signing, hand.signedAt(), true, true, Optional.empty(), hand.provedAt()));
    }

    private static Submission.Hand acts(Submission.Hand hand, boolean selected, boolean submitted) {
        return new Submission.Hand(
                hand.signing(), hand.signedAt(), selected, submitted, hand.guardian(), hand.provedAt());
    }

    private static Submission.Hand proved(Submission.Hand hand, Duration ago) {
        return new Submission.Hand(hand.signing(), hand.signedAt(), true, true, hand.guardian(), NOW.minus(ago));
    }

    private static Submission.Hand as(Submission.Hand hand, Signer signer) {
        return new Submission.Hand(signing(signer), hand.signedAt(), true, true, hand.guardian(), hand.provedAt());
    }

    private static Submission.Hand withoutProof(Submission.Hand hand) {
        return as(hand, Signer.GUARDIAN);
    }

    private static Submission.Hand guardian(Submission.Hand hand, boolean identity, boolean reviewed) {
        var proofs = new Submission.Guardian(identity, Optional.of(Submission.Proof.BIRTH_CERTIFICATE), reviewed);
        return new Submission.Hand(
                signing(Signer.GUARDIAN), hand.signedAt(), true, true, Optional.of(proofs), hand.provedAt());
    }
}

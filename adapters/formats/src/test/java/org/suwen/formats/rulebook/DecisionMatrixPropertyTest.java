package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Grant;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Role;
import org.suwen.decision.Row;
import org.suwen.decision.Title;

/** The rulebook against tables A to D, and what must hold whatever the request. */
class DecisionMatrixPropertyTest {

    private static final DecisionEngine ENGINE = new DecisionEngine(RulebookFiles.read(Path.of("../../rulebook")));
    private static final Row OLD = new Row("x", Optional.empty(), Optional.of(LocalDate.of(2025, 3, 9)));
    private static final Set<Action> WRITES =
            Set.of(Action.CREATE, Action.UPDATE, Action.DELETE, Action.SIGN, Action.PRESCRIBE, Action.UPLOAD);

    @Property(tries = 20_000)
    void answersLikeTheTables(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.clinician();
        DecisionClass data = random.data();
        boolean writtenByMe = random.chance(20);

        Decision decision = ENGINE.decide(request, data).forRow(row(writtenByMe));

        assertThat(word(decision))
                .as(() -> request + "\n" + data + "\n" + decision)
                .isEqualTo(new NaiveTables(request, data, writtenByMe).answer());
    }

    @Test
    void theRandomSpaceReachesEveryAnswerAndPermitsOften() {
        Map<String, Integer> answers = new TreeMap<>();
        for (int seed = 0; seed < 20_000; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            Request request = random.clinician();
            DecisionClass data = random.data();
            answers.merge(new NaiveTables(request, data, random.chance(20)).answer(), 1, Integer::sum);
        }

        assertThat(answers.keySet())
                .contains("PERMIT", "REDUCE OVERVIEW", "REDUCE SUMMARY", "DEPARTMENT", "GROUP", "NO_UPWARD")
                .contains("TITLE_CAP", "GRANT_SCOPE", "CROSS_ORG_CONSENT", "NO_NOTICE", "NO_AUTHORISATION")
                .contains("UNCLASSIFIED", "ACCOUNT", "AUTH_STRENGTH", "NETWORK", "SESSION_LOCKED", "BLOCKED");
        assertThat(answers.get("PERMIT")).isGreaterThan(4_000);
    }

    @Property(tries = 20_000)
    void noTitleBelowChiefSeesSpecialDetailOutsideTheExceptions(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.clinician();
        DecisionClass data = random.data();

        Decision decision = ENGINE.decide(request, data).forRow(row(random.chance(50)));

        boolean chief =
                request.actor().role() == Role.DOCTOR && request.actor().title().equals(Optional.of(Title.CHIEF));
        if (!chief
                && data.labels().special()
                && decision instanceof Permit permit
                && told(permit, data) == Granularity.DETAIL) {
            assertThat(permit.ground()).isIn("RESPONSIBLE", "AUTHOR", "INFECTIOUS_EXCEPTION", "BREAK_GLASS");
        }
    }

    @Property(tries = 20_000)
    void noMachineWritesAPrescription(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.model();
        DecisionClass data = random.data();

        Decision decision = ENGINE.decide(request, data);

        boolean prescription = data.labels().has(Flag.PRESCRIPTION) || request.action() == Action.PRESCRIBE;
        if ((prescription && WRITES.contains(request.action())) || request.action() == Action.SIGN) {
            assertThat(decision).isInstanceOf(Deny.class);
        }
    }

    @Property(tries = 20_000)
    void aModelGetsNothingOutsideItsLicence(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.model();
        DecisionClass data = random.data();

        if (ENGINE.decide(request, data) instanceof Permit && request.actor().role() == Role.MODEL) {
            var licence = request.actor().licence().orElseThrow();
            assertThat(licence.active()).isTrue();
            assertThat(licence.departments()).contains(data.unit().orElseThrow().department());
            assertThat(licence.purposes()).contains(request.purpose());
            assertThat(licence.version()).isEqualTo(request.environment().software());
        }
    }

    @Property(tries = 20_000)
    void administratorsOfficersAndConnectorsReadNothingClinical(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.any();
        DecisionClass data = random.data();

        if (ENGINE.decide(request, data) instanceof Permit permit) {
            switch (request.actor().role()) {
                case ADMINISTRATOR -> assertThat(permit).isNull();
                case OFFICER, AUDITOR -> assertThat(data.type()).isIn("AuditEvent", "Consent", "Task");
                case CONNECTOR ->
                    assertThat(request.action() == Action.READ ? data.type() : request.action())
                            .isIn("Consent", Action.CREATE, Action.UPDATE, Action.DELETE);
                case DEVICE -> assertThat(request.action()).isIn(Action.CREATE, Action.UPLOAD);
                case PATIENT -> assertThat(request.patient().holders()).contains(RandomRequests.ME);
                case GUARDIAN -> assertThat(request.patient().guardians()).contains(RandomRequests.ME);
                case DOCTOR, NURSE, RESEARCHER, MODEL, PARTNER, AUTHORITY -> {}
            }
        }
    }

    @Property(tries = 20_000)
    void supervisionNeverWorksUpwards(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.clinician();
        DecisionClass data = random.data();

        if (ENGINE.decide(request, data).withoutRow() instanceof Permit permit
                && permit.ground().equals("SUPERVISOR")) {
            assertThat(request.patient().episodes())
                    .anyMatch(episode -> episode.responsible()
                            .map(request.actor().subordinates()::contains)
                            .orElse(false));
        }
    }

    @Property(tries = 20_000)
    void aSpecialTagIsNeverReleasedWithoutReview(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.clinician();
        DecisionClass data = random.data();

        Decision decision = ENGINE.decide(request, data).forRow(row(true));

        boolean tagged =
                data.labels().special() || !request.patient().identityTags().isEmpty();
        if (tagged && decision instanceof Permit permit) {
            boolean told =
                    request.patient().noticeOnRecord() || request.patient().treatmentAuthorisation();
            assertThat(permit.has(DutyKind.REVIEW)).isTrue();
            assertThat(told
                            || permit.has(DutyKind.NOTIFY_PATIENT)
                            || Set.of("INFECTIOUS_EXCEPTION", "CROSS_ORG_CONSENT")
                                    .contains(permit.ground()))
                    .isTrue();
        }
    }

    @Property(tries = 20_000)
    void aPatientOnlineSeesNothingHiddenAndNothingOld(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.patientOnline();
        DecisionClass data = random.data();

        if (ENGINE.decide(request, data).forRow(OLD) instanceof Permit) {
            assertThat(data.labels().has(Flag.HIDDEN_ONLINE)).isFalse();
            boolean archive = request.patient().grants().stream().anyMatch(grant -> grant.kind() == Grant.Kind.ARCHIVE);
            boolean personal = data.labels().category() == Category.PERSONAL_ATTRIBUTE;
            assertThat(archive || personal).isTrue();
        }
    }

    @Test
    void thePatientsSpaceIsPermittedOftenToo() {
        long permits = LongStream.range(0, 20_000)
                .mapToObj(seed -> new RandomRequests(new Random(seed)))
                .map(random ->
                        ENGINE.decide(random.patientOnline(), random.data()).forRow(OLD))
                .filter(Permit.class::isInstance)
                .count();

        assertThat(permits).isGreaterThan(300);
    }

    @Property(tries = 20_000)
    void nothingFaultsAndEqualQuestionsHaveEqualAnswers(@ForAll @LongRange(min = 0) long seed) {
        RandomRequests random = new RandomRequests(new Random(seed));
        Request request = random.any();
        DecisionClass data = random.data();

        Decision decision = ENGINE.decide(request, data);

        assertThat(ENGINE.prepare(request).decide(DecisionClass.decode(data.encode())))
                .isEqualTo(decision);
        assertThat(decision.withoutRow() instanceof Deny deny && deny.has("RULE_FAULT"))
                .isFalse();
    }

    private static Row row(boolean writtenByMe) {
        return new Row(
                "row", Optional.of(writtenByMe ? RandomRequests.ME : "someone"), Optional.of(LocalDate.of(2025, 6, 1)));
    }

    private static Granularity told(Permit permit, DecisionClass data) {
        return permit.duty(DutyKind.REDUCE)
                .map(duty -> Granularity.valueOf(duty.parameters().getOrDefault("granularity", "DETAIL")))
                .orElse(data.labels().granularity());
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Deny deny -> deny.reason().code();
            case Permit permit ->
                permit.duty(DutyKind.REDUCE)
                        .map(duty -> "REDUCE " + duty.parameters().get("granularity"))
                        .orElse("PERMIT");
        };
    }
}

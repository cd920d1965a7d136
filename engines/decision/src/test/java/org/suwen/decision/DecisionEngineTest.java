package org.suwen.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Value;

class DecisionEngineTest {

    /** Absent for a doctor, so that asking for it is a fault. */
    private static final String FAULTY = "licence.stage == \"DEVELOPMENT\"";

    @Test
    void deniesWhenNothingOpens() {
        Deny deny = deny(new TestRulebook().engine().decide(read(), TestRulebook.report()));

        assertThat(deny.reason().code()).isEqualTo("NO_GROUND");
        assertThat(deny.rules()).isEmpty();
    }

    @Test
    void theFirstGateGivesTheMainReasonAndAllAreNamed() {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "true")
                .deny(Gate.CONSENT, "true", "CONSENT")
                .deny(Gate.ENVIRONMENT, "true", "NETWORK")
                .engine();

        Deny deny = deny(engine.decide(read(), TestRulebook.report()));

        assertThat(deny.reason().code()).isEqualTo("NETWORK");
        assertThat(deny.all()).extracting(Reason::code).containsExactly("NETWORK", "CONSENT");
        assertThat(deny.rules()).containsExactly("R2", "R1");
    }

    @Test
    void aRuleThatFaultsDeniesAndSaysSo() {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "true")
                .deny(Gate.TITLE, FAULTY, "TITLE_CAP")
                .engine();

        assertThat(deny(engine.decide(read(), TestRulebook.report())).reason().code())
                .isEqualTo("RULE_FAULT");
    }

    @Test
    void aGroundThatFaultsDeniesEvenIfAnotherHolds() {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "true")
                .ground("GRANT", FAULTY)
                .engine();

        assertThat(deny(engine.decide(read(), TestRulebook.report())).has("RULE_FAULT"))
                .isTrue();
    }

    @Test
    void anEmergencyStaysOpenWhateverFaultsBehindTheGatesItLifts() {
        DecisionEngine engine = new TestRulebook()
                .ground("GRANT", FAULTY)
                .ground("BREAK_GLASS", "true", Gate.GROUND, Gate.RELATION, Gate.TITLE, Gate.BASIS, Gate.CONSENT)
                .deny(Gate.TITLE, FAULTY, "TITLE_CAP")
                .deny(Gate.BASIS, "true", "CONSENT")
                .rule(Gate.OBLIGATION, FAULTY, new Effect.Rests("NOTICE"))
                .engine();

        Permit permit = permit(engine.decide(read(), TestRulebook.report()));

        assertThat(permit.ground()).isEqualTo("BREAK_GLASS");
        assertThat(permit.duties()).contains(Duty.of(DutyKind.ANOMALY, "code", "RULE_FAULT"));
    }

    @Test
    void anEmergencyLiftsNoIdentity() {
        DecisionEngine engine = new TestRulebook()
                .ground("BREAK_GLASS", "true", Gate.GROUND, Gate.RELATION, Gate.TITLE, Gate.BASIS, Gate.CONSENT)
                .deny(Gate.ENVIRONMENT, FAULTY, "NETWORK")
                .engine();

        assertThat(engine.decide(read(), TestRulebook.report())).isInstanceOf(Deny.class);
    }

    @Test
    void aFaultOfTheHospitalsOwnRuleClosesNoEmergencyAtAnyGate() {
        for (Gate gate : Gate.values()) {
            if (gate == Gate.GROUND || gate == Gate.RELATION || gate == Gate.OBLIGATION) {
                continue;
            }
            TestRulebook base = new TestRulebook()
                    .ground("BREAK_GLASS", "true", Gate.GROUND, Gate.RELATION, Gate.TITLE, Gate.BASIS, Gate.CONSENT);
            DecisionEngine emergency = base.hospital(gate, FAULTY, "NETWORK").engine();
            DecisionEngine usual = new TestRulebook()
                    .ground("OWN_GROUP", "true")
                    .hospital(gate, FAULTY, "NETWORK")
                    .engine();

            Decision open = emergency.decide(read(), TestRulebook.report());
            Decision closed = usual.decide(read(), TestRulebook.report());

            if (gate.compareTo(Gate.GROUND) < 0) {
                assertThat(permit(open).duties())
                        .as("%s", gate)
                        .contains(Duty.of(DutyKind.ANOMALY, "code", "RULE_FAULT"));
            }
            assertThat(permit(open).ground()).as("%s", gate).isEqualTo("BREAK_GLASS");
            assertThat(deny(closed).reason().code()).as("%s", gate).isEqualTo("RULE_FAULT");
        }
    }

    @Test
    void aForgivenFaultIsNoReasonOfAnotherRefusal() {
        DecisionEngine engine = new TestRulebook()
                .ground("BREAK_GLASS", "true", Gate.GROUND, Gate.RELATION, Gate.TITLE, Gate.BASIS, Gate.CONSENT)
                .deny(Gate.BLOCK, "true", "CONSENT")
                .hospital(Gate.ENVIRONMENT, FAULTY, "NETWORK")
                .engine();

        assertThat(deny(engine.decide(read(), TestRulebook.report())).all())
                .extracting(Reason::code)
                .containsExactly("CONSENT");
    }

    @Test
    void cutsAViewDownAndRefusesADocument() {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "true")
                .rule(Gate.TITLE, "true", new Effect.Cap(Granularity.OVERVIEW, "TITLE_CAP"))
                .engine();

        Decision view = engine.decide(read(), TestRulebook.data(Granularity.DETAIL, Granularity.OVERVIEW));
        Decision document = engine.decide(read(), TestRulebook.data(Granularity.DETAIL, Granularity.DETAIL));
        Decision write = engine.decide(
                TestRulebook.request(Action.UPDATE), TestRulebook.data(Granularity.DETAIL, Granularity.OVERVIEW));

        assertThat(permit(view).duties()).containsExactly(Duty.of(DutyKind.REDUCE, "granularity", "OVERVIEW"));
        assertThat(deny(document).reason().code()).isEqualTo("TITLE_CAP");
        assertThat(deny(write).reason().code()).isEqualTo("TITLE_CAP");
    }

    @Test
    void aGroundForSomeRowsComesBeforeWhatHoldsForTheRest() {
        DecisionEngine engine = new TestRulebook()
                .authorGround("true")
                .deny(Gate.RELATION, "true", "CONSENT")
                .engine();

        Decision decision = engine.decide(read(), TestRulebook.report());

        Row mine = new Row("1", Optional.of("me"), Optional.empty());
        Row other = new Row("2", Optional.of("you"), Optional.empty());
        assertThat(permit(decision.forRow(mine)).ground()).isEqualTo("AUTHOR");
        assertThat(deny(decision.forRow(other)).reason().code()).isEqualTo("CONSENT");
        assertThat(decision.withoutRow()).isEqualTo(decision.forRow(other));
    }

    @Test
    void countsTheWindowInCalendarMonths() {
        DecisionEngine engine = new TestRulebook()
                .parameter("months", Parameter.Latitude.FREE, Map.of(LocalDate.of(2000, 1, 1), new Value.Whole(3)))
                .ground("SELF", "true")
                .rule(Gate.OBLIGATION, "true", new Effect.Window("months", "ONLINE_WINDOW"))
                .engine();
        Request lastOfMay = TestRulebook.request(read().actor(), Action.READ, Instant.parse("2025-05-31T02:00:00Z"));

        Decision decision = engine.decide(lastOfMay, TestRulebook.report());

        assertThat(decision.forRow(dated("2025-02-28"))).isInstanceOf(Permit.class);
        assertThat(deny(decision.forRow(dated("2025-02-27"))).reason().code()).isEqualTo("ONLINE_WINDOW");
        assertThat(decision.forRow(new Row("x", Optional.empty(), Optional.empty())))
                .isInstanceOf(Deny.class);
    }

    @Test
    void takesTheParameterOfTheDay() {
        Map<LocalDate, Value> values = Map.of(
                LocalDate.of(2026, 1, 1), new Value.Flag(false),
                LocalDate.of(2026, 6, 1), new Value.Flag(true));
        DecisionEngine engine = new TestRulebook()
                .parameter("open", Parameter.Latitude.FREE, values)
                .ground("OWN_GROUP", "param(\"open\")")
                .engine();
        Actor actor = read().actor();

        for (Map.Entry<String, Boolean> each : Map.of(
                        "2025-12-31T15:59:59Z", false, "2026-05-31T15:59:59Z", false, "2026-05-31T16:00:00Z", true)
                .entrySet()) {
            Request request = TestRulebook.request(actor, Action.READ, Instant.parse(each.getKey()));
            assertThat(engine.decide(request, TestRulebook.report()) instanceof Permit)
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void equalDecisionsAreTheSameObject() {
        DecisionEngine engine = new TestRulebook().ground("OWN_GROUP", "true").engine();

        assertThat(engine.decide(read(), TestRulebook.report())).isSameAs(engine.decide(read(), TestRulebook.report()));
    }

    @Test
    void explainsWhatFailedAndWhatWouldCureIt() {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "actor.title == \"CHIEF\" && data.own")
                .deny(Gate.RELATION, "true", "CONSENT")
                .engine();

        Explanation explanation = engine.explain(read(), TestRulebook.report());

        assertThat(explanation.traces().get(0).failed())
                .containsExactly("actor.title == \"CHIEF\" (actor.title = RESIDENT)");
        assertThat(explanation.matching()).extracting(RuleTrace::rule).containsExactly("R1");
        assertThat(explanation.cures()).extracting(Text::en).containsExactly("cure CONSENT");
        assertThat(explanation.rulebookVersion()).isEqualTo(engine.rulebookVersion());
    }

    @Test
    void writesCedarForOutsideJudges() {
        Rulebook rulebook = new TestRulebook()
                .ground("OWN_GROUP", "data.own")
                .deny(Gate.BASIS, "!patient.notice", "CONSENT")
                .build();

        assertThat(CedarText.of(rulebook, LocalDate.of(2026, 3, 2)))
                .contains("@id(\"R0\")")
                .contains("when { context.opening == \"R0\" && context.data.own };")
                .contains("@id(\"R1\")")
                .contains("when { !context.lifted.contains(\"BASIS\") && !(context.patient.notice) };");
    }

    @Test
    void neverAnswersTwoWaysUnderManyThreads() throws InterruptedException {
        DecisionEngine engine = new TestRulebook()
                .ground("OWN_GROUP", "true")
                .rule(Gate.TITLE, "data.level == \"NOTICE\"", new Effect.Cap(Granularity.OVERVIEW, "TITLE_CAP"))
                .engine();
        DecisionClass view = TestRulebook.data(Granularity.DETAIL, Granularity.OVERVIEW);
        Decision expected = engine.decide(read(), view);
        List<Decision> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Thread> threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> seen.add(engine.decide(read(), view))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen).hasSize(8).allSatisfy(each -> assertThat(each).isEqualTo(expected));
    }

    private static Request read() {
        return TestRulebook.request(Action.READ);
    }

    private static Row dated(String day) {
        return new Row("x", Optional.empty(), Optional.of(LocalDate.parse(day)));
    }

    private static Permit permit(Decision decision) {
        assertThat(decision).isInstanceOf(Permit.class);
        return (Permit) decision;
    }

    private static Deny deny(Decision decision) {
        assertThat(decision).isInstanceOf(Deny.class);
        return (Deny) decision;
    }
}

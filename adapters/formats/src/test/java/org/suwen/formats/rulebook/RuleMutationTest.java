package org.suwen.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Deny;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Layer;
import org.suwen.decision.Permit;
import org.suwen.decision.Request;
import org.suwen.decision.Row;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;

/** Takes each rule out in turn: a rule that nobody misses is dead, or its test can't fail. */
class RuleMutationTest {

    private static final Rulebook RULEBOOK = RulebookFiles.read(Path.of("../../rulebook"));

    /** Rules that wait for a hospital's switch, which is off. */
    private static final Set<String> SWITCHED_OFF = Set.of("DOC-05.circle", "DOC-29.cap");

    private record Asked(Request request, DecisionClass data, Row row) {}

    @Test
    void everyRuleIsMissedWhenItIsTakenOut() {
        List<Asked> asked = questions(200_000);
        DecisionEngine whole = new DecisionEngine(RULEBOOK);
        List<Decision> answers = asked.stream()
                .map(each -> whole.decide(each.request(), each.data()))
                .toList();
        Set<String> unmissed = new TreeSet<>();
        for (Rule rule : RULEBOOK.rules()) {
            DecisionEngine without = without(rule.id());
            boolean missed = false;
            for (int i = 0; i < asked.size() && !missed; i++) {
                missed = !without.decide(asked.get(i).request(), asked.get(i).data())
                        .equals(answers.get(i));
            }
            if (!missed) {
                unmissed.add(rule.id());
            }
        }

        assertThat(unmissed).isEqualTo(new TreeSet<>(SWITCHED_OFF));
    }

    @Test
    void theNaiveTablesNoticeEachRuleOfTheMatrix() {
        List<Asked> asked = clinicians(40_000);
        List<String> expected = asked.stream()
                .map(each -> new NaiveTables(
                                each.request(), each.data(), each.row().author().equals(Optional.of(RandomRequests.ME)))
                        .answer())
                .toList();
        for (String id : List.of(
                "ACC-03",
                "ACC-08",
                "DOC-36",
                "DOC-39",
                "DOC-34",
                "DOC-24.responsible",
                "DOC-28",
                "DOC-24",
                "DOC-30",
                "DOC-02.author",
                "DOC-29",
                "DOC-11.grant",
                "DOC-37",
                "ACC-10",
                "DOC-31",
                "DOC-28.other",
                "DOC-12",
                "DOC-37.none",
                "DOC-25",
                "DOC-26",
                "DOC-25.nurse",
                "DOC-11.overview",
                "DOC-11.summary",
                "DOC-37.overview",
                "DOC-37.summary",
                "DOC-10.detail",
                "DOC-07",
                "DOC-10",
                "DOC-10.identity",
                "DOC-06",
                "DOC-04")) {
            assertThat(agrees(without(id), asked, expected)).as(id).isFalse();
        }
        assertThat(agrees(new DecisionEngine(RULEBOOK), asked, expected)).isTrue();
    }

    private static boolean agrees(DecisionEngine engine, List<Asked> asked, List<String> expected) {
        for (int i = 0; i < asked.size(); i++) {
            Asked each = asked.get(i);
            Decision decision = engine.decide(each.request(), each.data()).forRow(each.row());
            if (!word(decision).equals(expected.get(i))) {
                return false;
            }
        }
        return true;
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

    private static List<Asked> questions(int count) {
        List<Asked> asked = new ArrayList<>(clinicians(count / 4));
        for (int seed = 0; seed < count; seed++) {
            RandomRequests random = RandomRequests.withClauses(new Random(seed));
            Request request =
                    switch (seed % 4) {
                        case 0 -> random.model();
                        case 1 -> random.writer();
                        case 2 -> seed % 8 == 2 ? random.outsider() : random.any();
                        default -> random.any();
                    };
            asked.add(new Asked(request, random.data(), row(false)));
        }
        return asked;
    }

    private static List<Asked> clinicians(int count) {
        List<Asked> asked = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            RandomRequests random = new RandomRequests(new Random(seed));
            asked.add(new Asked(random.clinician(), random.data(), row(random.chance(20))));
        }
        return asked;
    }

    private static Row row(boolean mine) {
        return new Row("row", Optional.of(mine ? RandomRequests.ME : "someone"), Optional.empty());
    }

    private static DecisionEngine without(String id) {
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : List.of(Layer.NATIONAL, Layer.SCENARIO)) {
            boolean national = layer == Layer.NATIONAL;
            parts.add(new RulebookPart(
                    layer,
                    RULEBOOK.rules().stream()
                            .filter(rule -> rule.layer() == layer && !rule.id().equals(id))
                            .toList(),
                    national ? List.copyOf(RULEBOOK.parameters().values()) : List.of(),
                    national ? List.copyOf(RULEBOOK.reasons().values()) : List.of(),
                    Set.of()));
        }
        return new DecisionEngine(Rulebook.of(parts));
    }
}

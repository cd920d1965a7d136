package org.suwen.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.suwen.decision.condition.Value;

class RulebookTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private final TestRulebook base = new TestRulebook()
            .parameter("limit", Parameter.Latitude.LOWER, Map.of(DAY, new Value.Whole(600)))
            .parameter("fixed", Parameter.Latitude.FIXED, Map.of(DAY, new Value.Whole(1)))
            .ground("OWN_GROUP", "true");

    @Test
    void aHospitalMayTightenButNotOpen() {
        Rule deny = base.rule("H1", Gate.BASIS, Layer.HOSPITAL, "true", new Effect.Refuse("CONSENT"));
        Rule open = base.rule(
                "H2", Gate.GROUND, Layer.HOSPITAL, "true", new Effect.Ground("GRANT", "NONE", Set.of(), false));

        assertThat(with(List.of(deny), List.of(), Set.of()).rule("H1")).isPresent();
        assertThatThrownBy(() -> with(List.of(open), List.of(), Set.of()))
                .isInstanceOf(InvalidRulebookException.class)
                .hasMessageContaining("may only tighten");
    }

    @Test
    void aHospitalMovesParametersOneWayOnly() {
        assertThat(with(List.of(), List.of(value("limit", 300)), Set.of()).values(DAY))
                .containsEntry("limit", new Value.Whole(300));
        assertThatThrownBy(() -> with(List.of(), List.of(value("limit", 601)), Set.of()))
                .hasMessageContaining("may not set this value");
        assertThatThrownBy(() -> with(List.of(), List.of(value("fixed", 2)), Set.of()))
                .hasMessageContaining("may not set this value");
    }

    @Test
    void refusesWhatDoesNotHoldTogether() {
        assertFault("there is no reason `NONE`", new TestRulebook().deny(Gate.BASIS, "true", "NONE"));
        assertFault("doesn't belong to gate", new TestRulebook().deny(Gate.OBLIGATION, "true", "CONSENT"));
        assertFault("is no ground", new TestRulebook().ground("FRIENDSHIP", "true"));
        assertFault("not known yet", new TestRulebook().deny(Gate.TITLE, "answer.reduced", "TITLE_CAP"));
        assertFault(
                "no number among the parameters",
                new TestRulebook().rule(Gate.OBLIGATION, "true", new Effect.Window("months", "ONLINE_WINDOW")));
    }

    @Test
    void theVersionTellsRulebooksApartAndNothingElse() {
        TestRulebook same = new TestRulebook()
                .parameter("limit", Parameter.Latitude.LOWER, Map.of(DAY, new Value.Whole(600)))
                .parameter("fixed", Parameter.Latitude.FIXED, Map.of(DAY, new Value.Whole(1)))
                .ground("OWN_GROUP", "true");
        TestRulebook other = new TestRulebook()
                .parameter("limit", Parameter.Latitude.LOWER, Map.of(DAY, new Value.Whole(601)))
                .parameter("fixed", Parameter.Latitude.FIXED, Map.of(DAY, new Value.Whole(1)))
                .ground("OWN_GROUP", "true");

        assertThat(same.build().version()).isEqualTo(base.build().version());
        assertThat(other.build().version()).isNotEqualTo(base.build().version());
    }

    private static void assertFault(String message, TestRulebook rulebook) {
        assertThatThrownBy(rulebook::build)
                .isInstanceOf(InvalidRulebookException.class)
                .hasMessageContaining(message);
    }

    private static Parameter value(String name, long value) {
        return new Parameter(
                name,
                new Text(name, name),
                Parameter.Latitude.FREE,
                new java.util.TreeMap<>(Map.of(DAY, new Value.Whole(value))));
    }

    private Rulebook with(List<Rule> rules, List<Parameter> parameters, Set<String> switchedOff) {
        List<RulebookPart> parts = new ArrayList<>(base.parts());
        parts.add(new RulebookPart(Layer.HOSPITAL, rules, parameters, List.of(), switchedOff));
        return Rulebook.of(parts);
    }
}

package org.suwen.server.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Parameter;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.Network;
import org.suwen.decision.condition.Value;
import org.suwen.formats.cases.Fixture;

/** Makes rulebooks for cases: the given one with a case's parameters, with a broken rule, or without one of its rules. */
final class CaseRules {

    private static final LocalDate FROM_EVER = LocalDate.of(2000, 1, 1);

    private CaseRules() {}

    /** With the networks and parameters of a case as the hospital's layer, and a rule that can't be evaluated when asked. */
    static Rulebook of(Rulebook base, Fixture fixture, boolean broken) {
        return of(parts(base, ""), fixture, broken);
    }

    /** The same without one rule. */
    static Rulebook without(Rulebook base, String ruleId, Fixture fixture) {
        return of(parts(base, ruleId), fixture, false);
    }

    private static Rulebook of(List<RulebookPart> parts, Fixture fixture, boolean broken) {
        Map<String, Value> values = new TreeMap<>(fixture.parameters());
        if (!fixture.institution().networks().isEmpty()) {
            values.putIfAbsent(
                    "hospital.networks",
                    new Value.Networks(fixture.institution().networks().stream()
                            .map(Network::of)
                            .toList()));
        }
        List<Parameter> moved = new ArrayList<>();
        values.forEach((name, value) -> moved.add(new Parameter(
                name, new Text(name, name), Parameter.Latitude.FREE, new TreeMap<>(Map.of(FROM_EVER, value)))));
        List<Rule> rules = broken ? List.of(broken(Gate.TITLE), broken(Gate.ENVIRONMENT)) : List.of();
        parts.add(new RulebookPart(Layer.HOSPITAL, rules, moved, List.of(), Set.of()));
        return Rulebook.of(parts);
    }

    private static List<RulebookPart> parts(Rulebook base, String left) {
        List<RulebookPart> parts = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            boolean first = layer == Layer.NATIONAL;
            parts.add(new RulebookPart(
                    layer,
                    base.rules().stream()
                            .filter(rule -> rule.layer() == layer && !rule.id().equals(left))
                            .toList(),
                    first ? List.copyOf(base.parameters().values()) : List.of(),
                    first ? List.copyOf(base.reasons().values()) : List.of(),
                    Set.of()));
        }
        return parts;
    }

    private static Rule broken(Gate gate) {
        return new Rule(
                "H-FAULT-" + gate,
                List.of("DOC-03"),
                gate,
                Layer.HOSPITAL,
                new Text("故障规则", "a rule that asks for an absent value"),
                "a case",
                Scope.ALL,
                Condition.parse("licence.stage == \"DEVELOPMENT\"", RuleSchema.schema(), Map.of()),
                new Effect.Refuse("PURPOSE"),
                Set.of(),
                true);
    }
}

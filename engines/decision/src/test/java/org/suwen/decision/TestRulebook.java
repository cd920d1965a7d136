package org.suwen.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.suwen.classification.Category;
import org.suwen.classification.Flag;
import org.suwen.classification.Granularity;
import org.suwen.classification.Labels;
import org.suwen.classification.Level;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.Type;
import org.suwen.decision.condition.Value;

/** A small rulebook that tests add to, and one request on one class. */
final class TestRulebook {

    static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    private final List<Rule> rules = new ArrayList<>();
    private final List<Rule> own = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Type> types = new HashMap<>();

    TestRulebook parameter(String name, Parameter.Latitude latitude, Map<LocalDate, Value> values) {
        Parameter parameter = new Parameter(name, new Text(name, name), latitude, new TreeMap<>(values));
        parameters.add(parameter);
        types.put(name, parameter.type());
        return this;
    }

    TestRulebook ground(String name, String when, Gate... lifts) {
        return rule(Gate.GROUND, when, new Effect.Ground(name, "NONE", Set.of(lifts), false));
    }

    TestRulebook authorGround(String when) {
        return rule(Gate.GROUND, when, new Effect.Ground("AUTHOR", "NONE", Set.of(), true));
    }

    TestRulebook deny(Gate gate, String when, String reason) {
        return rule(gate, when, new Effect.Refuse(reason));
    }

    /** A refusal of the hospital's own layer. */
    TestRulebook hospital(Gate gate, String when, String reason) {
        own.add(rule("H" + own.size(), gate, Layer.HOSPITAL, when, new Effect.Refuse(reason)));
        return this;
    }

    TestRulebook rule(Gate gate, String when, Effect effect) {
        rules.add(rule("R" + rules.size(), gate, Layer.SCENARIO, when, effect));
        return this;
    }

    Rule rule(String id, Gate gate, Layer layer, String when, Effect effect) {
        return new Rule(
                id,
                List.of("DOC-02"),
                gate,
                layer,
                new Text("规则", "rule"),
                "test",
                Scope.ALL,
                Condition.parse(when, RuleSchema.schema(), types),
                effect,
                Set.of(),
                true);
    }

    List<RulebookPart> parts() {
        List<Reason> reasons = new ArrayList<>();
        for (String code : List.of("RULE_FAULT", "NO_GROUND", "TITLE_CAP", "CONSENT", "NETWORK", "ONLINE_WINDOW")) {
            reasons.add(new Reason(
                    code,
                    Set.of(),
                    Set.of(Role.DOCTOR),
                    false,
                    false,
                    new Text(code, code),
                    new Text("补救", "cure " + code)));
        }
        return List.of(
                new RulebookPart(Layer.NATIONAL, List.of(), parameters, reasons, Set.of()),
                new RulebookPart(Layer.SCENARIO, rules, List.of(), List.of(), Set.of()),
                new RulebookPart(Layer.HOSPITAL, own, List.of(), List.of(), Set.of()));
    }

    Rulebook build() {
        return Rulebook.of(parts());
    }

    DecisionEngine engine() {
        return new DecisionEngine(build());
    }

    static Request request(Action action) {
        Actor doctor = new Actor(
                "me",
                ActorKind.PERSON,
                Role.DOCTOR,
                Optional.of(Title.RESIDENT),
                Optional.of(new CareUnit("GE", "HB")),
                "H1",
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                false);
        return request(doctor, action, NOW);
    }

    static Request request(Actor actor, Action action, Instant at) {
        PatientFacts patient = new PatientFacts(
                "p", List.of(), Set.of(), true, true, ConsentState.none(), List.of(), List.of(), Set.of(), Set.of());
        Environment environment =
                Environment.of("10.8.1.5", Set.of("KNOWLEDGE", "POSSESSION"), Duration.ofMinutes(1), true);
        return new Request(actor, Optional.empty(), Purpose.TREATMENT, action, environment, patient, at);
    }

    static DecisionClass data(Granularity granularity, Granularity floor) {
        Labels labels = new Labels(
                Category.HEALTH_STATUS,
                3,
                Level.NOTICE,
                granularity,
                floor,
                new TreeSet<>(),
                new TreeSet<>(Set.of("LAB_REPORT")),
                EnumSet.of(Flag.SENSITIVE));
        return new DecisionClass(
                "DiagnosticReport", labels, Optional.of(new CareUnit("GE", "HB")), new Origin("H1", "PERSON"));
    }

    static DecisionClass report() {
        return data(Granularity.SUMMARY, Granularity.SUMMARY);
    }
}

package org.suwen.formats.rulebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Grounds;
import org.suwen.decision.Layer;
import org.suwen.decision.Purpose;
import org.suwen.decision.Role;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Attribute;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.Type;

/** Rulebooks made of part of the shipped one and rules drawn at random, which fault, contradict and overlap. */
final class RandomRulebooks {

    private static final List<Gate> GATES = List.of(Gate.values());
    private static final List<String> WORDS = List.of(
            "GE",
            "CA",
            "HB",
            "H1",
            "me",
            "Consent",
            "DiagnosticReport",
            "MALIGNANT_TUMOUR",
            "CHEST_CT",
            "REPORT",
            "PERSON");

    private final Random random;
    private final Rulebook shipped;
    private final Map<String, Type> types = new TreeMap<>();

    RandomRulebooks(Random random, Rulebook shipped) {
        this.random = random;
        this.shipped = shipped;
        shipped.parameters().forEach((name, parameter) -> types.put(name, parameter.type()));
    }

    Rulebook next() {
        int kept = random.nextInt(101);
        List<Rule> rules = new ArrayList<>(shipped.rules().stream()
                .filter(rule -> rule.layer() == Layer.SCENARIO && random.nextInt(100) < kept)
                .toList());
        int own = random.nextInt(30);
        for (int i = 0; i < own; i++) {
            rules.add(rule("R" + i));
        }
        List<Rule> national = shipped.rules().stream()
                .filter(rule -> rule.layer() == Layer.NATIONAL && random.nextInt(100) < kept)
                .toList();
        rules.addAll(0, national);
        return Rulebook.of(parts(rules));
    }

    private List<RulebookPart> parts(List<Rule> rules) {
        return List.of(
                new RulebookPart(
                        Layer.NATIONAL,
                        of(Layer.NATIONAL, rules),
                        List.copyOf(shipped.parameters().values()),
                        List.copyOf(shipped.reasons().values()),
                        Set.of()),
                new RulebookPart(Layer.SCENARIO, of(Layer.SCENARIO, rules), List.of(), List.of(), Set.of()),
                new RulebookPart(Layer.HOSPITAL, of(Layer.HOSPITAL, rules), List.of(), List.of(), Set.of()));
    }

    private static List<Rule> of(Layer layer, List<Rule> rules) {
        return rules.stream().filter(rule -> rule.layer() == layer).toList();
    }

    /** A rulebook of grounds for whole classes and refusals alone, such as Cedar can hold too. */
    Rulebook plain() {
        return Rulebook.of(parts(next().rules().stream()
                .filter(rule -> rule.effect() instanceof Effect.Refuse
                        || (rule.effect() instanceof Effect.Ground ground && !ground.authorOnly()))
                .toList()));
    }

    private Rule rule(String id) {
        Gate gate = one(GATES);
        boolean hospital = gate != Gate.GROUND && gate != Gate.OBLIGATION && chance(40);
        Set<String> even = chance(10) ? Set.of(one(List.of("GRANT", "OWN_GROUP"))) : Set.of();
        return new Rule(
                id,
                List.of("X"),
                gate,
                hospital ? Layer.HOSPITAL : Layer.SCENARIO,
                new Text("", ""),
                "",
                scope(),
                Condition.parse(when(gate), RuleSchema.schema(), types),
                effect(gate),
                even,
                false);
    }

    private Scope scope() {
        return new Scope(
                chance(40) ? EnumSet.of(Action.READ, one(List.of(Action.values()))) : Set.of(),
                chance(30) ? EnumSet.of(Purpose.TREATMENT, one(List.of(Purpose.values()))) : Set.of(),
                chance(30) ? EnumSet.of(Role.DOCTOR, one(List.of(Role.values()))) : Set.of(),
                Set.of());
    }

    private Effect effect(Gate gate) {
        String reason = one(List.copyOf(shipped.reasons().keySet()));
        return switch (gate) {
            case GROUND ->
                new Effect.Ground(
                        one(Grounds.ALL.subList(1, Grounds.ALL.size())),
                        "B" + random.nextInt(3),
                        GATES.stream().filter(each -> chance(20)).collect(Collectors.toSet()),
                        chance(15));
            case TITLE ->
                chance(70) ? new Effect.Cap(one(List.of(Granularity.values())), reason) : new Effect.Refuse(reason);
            case OBLIGATION ->
                switch (random.nextInt(4)) {
                    case 0 -> new Effect.Rests("R" + random.nextInt(3));
                    case 1 -> new Effect.Window("patient.online-window-months", reason);
                    default -> new Effect.Require(List.of(duty()));
                };
            default -> new Effect.Refuse(reason);
        };
    }

    private Effect.DutyRule duty() {
        Effect.DutyValue value =
                switch (random.nextInt(3)) {
                    case 0 -> new Effect.DutyValue(Effect.DutyValue.Source.TEXT, "t" + random.nextInt(3));
                    case 1 -> new Effect.DutyValue(Effect.DutyValue.Source.PARAMETER, "break-glass.statement-within");
                    default -> new Effect.DutyValue(Effect.DutyValue.Source.ATTRIBUTE, "device.sensorsOn");
                };
        return new Effect.DutyRule(one(List.of(DutyKind.values())), Map.of("p", value));
    }

    /** What refuses asks for more at once, else nothing would ever be permitted. */
    private String when(Gate gate) {
        boolean harmless = gate == Gate.GROUND || gate == Gate.OBLIGATION;
        return harmless
                ? condition(gate, 3)
                : condition(gate, 2) + " && " + condition(gate, 2) + " && " + condition(gate, 1);
    }

    private String condition(Gate gate, int depth) {
        if (depth > 0 && chance(60)) {
            String left = condition(gate, depth - 1);
            String right = condition(gate, depth - 1);
            return chance(20) ? "!(" + left + ")" : "(" + left + (chance(50) ? " && " : " || ") + right + ")";
        }
        List<Attribute> known = RuleSchema.schema().attributes().stream()
                .filter(attribute -> !attribute.name().equals("ground") || gate != Gate.GROUND)
                .filter(attribute -> !attribute.name().startsWith("answer.") || gate.compareTo(Gate.BASIS) >= 0)
                .toList();
        Attribute attribute = one(known);
        return attribute.optional() && chance(20) ? "!(has " + attribute.name() + ")" : test(attribute);
    }

    private String test(Attribute attribute) {
        Type type = attribute.type();
        List<String> domain = type.domain().isEmpty() ? WORDS : type.domain();
        return switch (type.kind()) {
            case BOOL -> attribute.name() + (chance(50) ? "" : " == false");
            case NUMBER -> attribute.name() + " " + order() + " " + (1 + random.nextInt(5));
            case DURATION -> attribute.name() + " " + order() + " 600s";
            case ADDRESS -> attribute.name() + " in param(\"hospital.networks\")";
            case TEXT ->
                attribute.name()
                        + (type.ordered() && chance(40)
                                ? " " + order() + " " + quoted(one(domain))
                                : chance(50)
                                        ? (chance(50) ? " == " : " != ") + quoted(one(domain))
                                        : " in " + list(domain));
            case SET ->
                attribute.name()
                        + (chance(40)
                                ? " contains " + quoted(one(domain))
                                : (chance(50) ? " containsAny " : " containsAll ") + list(domain));
            case NETWORKS -> throw new IllegalStateException("no attribute is a list of networks");
        };
    }

    private String order() {
        return one(List.of("<", "<=", ">", ">="));
    }

    private String list(List<String> words) {
        return IntStream.rangeClosed(0, random.nextInt(words.size() > 12 ? 12 : words.size()))
                .mapToObj(i -> quoted(one(words)))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

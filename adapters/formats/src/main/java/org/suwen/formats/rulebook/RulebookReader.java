package org.suwen.formats.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Gate;
import org.suwen.decision.InvalidRulebookException;
import org.suwen.decision.Layer;
import org.suwen.decision.Parameter;
import org.suwen.decision.Property;
import org.suwen.decision.Purpose;
import org.suwen.decision.Reason;
import org.suwen.decision.Role;
import org.suwen.decision.Rule;
import org.suwen.decision.RuleSchema;
import org.suwen.decision.Rulebook;
import org.suwen.decision.RulebookPart;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.ConditionException;
import org.suwen.decision.condition.Type;
import org.suwen.formats.yaml.FormatException;
import org.suwen.formats.yaml.Position;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/**
 * Reads the parts of a rulebook and puts them together; it remembers where each rule, parameter and reason stands.
 *
 * <p>Parameters come before the rules that use them.
 */
public final class RulebookReader {

    private static final Set<Role> OFFICE = Set.of(Role.OFFICER, Role.AUDITOR);
    private static final Set<Role> STAFF = Set.of(
            Role.DOCTOR, Role.NURSE, Role.ADMINISTRATOR, Role.OFFICER, Role.AUDITOR, Role.RESEARCHER, Role.MODEL);
    private static final Set<Role> EVERYONE = Set.of(Role.values());

    private final Map<String, Position> places = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();

    /** The parameters of a file with the one key {@code parameters}. */
    public RulebookPart parameters(Layer layer, YamlNode file) {
        return new RulebookPart(layer, List.of(), parameters(file.asMap().only("parameters")), List.of(), Set.of());
    }

    /** The reasons of a file with the one key {@code reasons}. */
    public RulebookPart reasons(YamlNode file) {
        List<Reason> reasons = new ArrayList<>();
        file.asMap().only("reasons").mapOrEmpty("reasons").entries().forEach((code, node) -> {
            places.put(code, node.at());
            reasons.add(reason(code, node.asMap()));
        });
        return new RulebookPart(Layer.NATIONAL, List.of(), List.of(), reasons, Set.of());
    }

    /** The rules of a file; a hospital's file may also move parameters and switch rules off. */
    public RulebookPart rules(Layer layer, YamlNode file) {
        YamlMap map = layer == Layer.HOSPITAL
                ? file.asMap().only("rules", "parameters", "switchedOff")
                : file.asMap().only("rules");
        List<Parameter> parameters = parameters(map);
        List<Rule> rules = map.each("rules", node -> rule(layer, node.asMap()));
        map.find("switchedOff")
                .ifPresent(off -> off.asList()
                        .items()
                        .forEach(item -> places.putIfAbsent(item.asText().value(), item.at())));
        return new RulebookPart(layer, rules, parameters, List.of(), map.distinctTexts("switchedOff"));
    }

    /** The properties of a file with the one key {@code properties}; the parameters they use come before. */
    public List<Property> properties(YamlNode file) {
        return file.asMap().only("properties").each("properties", node -> property(node.asMap()));
    }

    private Property property(YamlMap map) {
        var unused = map.only("id", "catalogue", "title", "scope", "never");
        return new Property(
                map.text("id"),
                map.get("catalogue").asList().texts(),
                text(map.get("title").asMap()),
                scope(map.mapOrEmpty("scope")),
                condition(map.get("never").asText()));
    }

    /**
     * The rulebook these parts make.
     *
     * @throws FormatException when they don't hold together, at the place of the rule, parameter or reason at fault
     */
    public Rulebook assemble(List<RulebookPart> parts) {
        try {
            return Rulebook.of(parts);
        } catch (InvalidRulebookException e) {
            throw new FormatException(places.getOrDefault(e.subject(), new Position("rulebook", 1, 1)), message(e));
        }
    }

    private static String message(InvalidRulebookException fault) {
        return fault.getMessage() == null ? "the rulebook doesn't hold together" : fault.getMessage();
    }

    private Rule rule(Layer layer, YamlMap map) {
        var unused = map.only(
                "id",
                "catalogue",
                "title",
                "basis",
                "scope",
                "when",
                "evenUnder",
                "hospitalMayChoose",
                "deny",
                "ground",
                "cap",
                "window",
                "rests",
                "require");
        String id = map.text("id");
        places.put(id, map.get("id").at());
        return new Rule(
                id,
                map.get("catalogue").asList().texts(),
                gate(map),
                layer,
                text(map.get("title").asMap()),
                map.text("basis"),
                scope(map.mapOrEmpty("scope")),
                condition(map),
                EffectReader.effect(map),
                map.distinctTexts("evenUnder"),
                map.boolOr("hospitalMayChoose", false));
    }

    private static Gate gate(YamlMap map) {
        if (map.has("deny")) {
            return map.get("deny").asMap().constant("gate", Gate.class);
        }
        if (map.has("ground")) {
            return Gate.GROUND;
        }
        return map.has("cap") ? Gate.TITLE : Gate.OBLIGATION;
    }

    private Condition condition(YamlMap map) {
        if (!map.has("when")) {
            return Condition.parse("true", RuleSchema.schema(), types);
        }
        return condition(map.get("when").asText());
    }

    private Condition condition(YamlText text) {
        try {
            return Condition.parse(text.value(), RuleSchema.schema(), types);
        } catch (ConditionException e) {
            String message = e.getMessage() == null ? "the condition can't be read" : e.getMessage();
            throw new FormatException(text.at().inside(e.line(), e.column()), message);
        }
    }

    private static Scope scope(YamlMap map) {
        var unused = map.only("actions", "purposes", "roles", "kinds");
        return new Scope(
                map.constants("actions", Action.class),
                map.constants("purposes", Purpose.class),
                map.constants("roles", Role.class),
                map.constants("kinds", ActorKind.class));
    }

    private static Text text(YamlMap map) {
        return new Text(map.only("zh", "en").text("zh"), map.text("en"));
    }

    private List<Parameter> parameters(YamlMap map) {
        List<Parameter> parameters = new ArrayList<>();
        map.mapOrEmpty("parameters").entries().forEach((name, node) -> {
            places.put(name, node.at());
            Parameter parameter = ParameterReader.parameter(name, node.asMap());
            types.put(name, parameter.type());
            parameters.add(parameter);
        });
        return parameters;
    }

    private static Reason reason(String code, YamlMap map) {
        var unused = map.only("aliases", "showableTo", "hides", "anomaly", "text", "cure");
        return new Reason(
                code,
                map.distinctTexts("aliases"),
                showableTo(map.get("showableTo")),
                map.boolOr("hides", false),
                map.boolOr("anomaly", false),
                text(map.get("text").asMap()),
                text(map.get("cure").asMap()));
    }

    private static Set<Role> showableTo(YamlNode node) {
        if (node instanceof YamlText group) {
            return switch (group.value()) {
                case "EVERYONE" -> EVERYONE;
                case "STAFF" -> STAFF;
                case "OFFICE" -> OFFICE;
                default -> throw node.fault("EVERYONE, STAFF, OFFICE or a list of roles is needed here");
            };
        }
        return node.asList().constants(Role.class);
    }
}

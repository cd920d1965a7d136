package org.suwen.formats.rulebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.suwen.classification.Granularity;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.formats.yaml.YamlMap;
import org.suwen.formats.yaml.YamlNode;
import org.suwen.formats.yaml.YamlText;

/** Reads what a rule does. */
final class EffectReader {

    private EffectReader() {}

    static Effect effect(YamlMap rule) {
        List<String> found = Stream.of("deny", "ground", "cap", "window", "rests", "require")
                .filter(rule::has)
                .toList();
        if (found.size() != 1) {
            throw rule.fault("a rule has exactly one of deny, ground, cap, window, rests, require");
        }
        return switch (found.get(0)) {
            case "deny" ->
                new Effect.Refuse(
                        rule.get("deny").asMap().only("gate", "reason").text("reason"));
            case "ground" -> ground(rule.get("ground").asMap());
            case "cap" -> cap(rule.get("cap").asMap().only("upTo", "reason"));
            case "window" -> window(rule.get("window").asMap().only("months", "reason"));
            case "rests" -> new Effect.Rests(rule.text("rests"));
            default -> new Effect.Require(rule.each("require", duty -> duty(duty.asMap())));
        };
    }

    private static Effect ground(YamlMap map) {
        var unused = map.only("name", "rests", "lifts", "authorOnly");
        return new Effect.Ground(
                map.text("name"),
                map.textOr("rests", "NONE"),
                map.constants("lifts", Gate.class),
                map.boolOr("authorOnly", false));
    }

    private static Effect cap(YamlMap map) {
        return new Effect.Cap(map.constant("upTo", Granularity.class), map.text("reason"));
    }

    private static Effect window(YamlMap map) {
        return new Effect.Window(map.text("months"), map.text("reason"));
    }

    private static Effect.DutyRule duty(YamlMap map) {
        DutyKind kind = map.constant("duty", DutyKind.class);
        Map<String, Effect.DutyValue> parameters = new LinkedHashMap<>();
        map.entries().forEach((name, node) -> {
            if (!name.equals("duty")) {
                parameters.put(name, value(node));
            }
        });
        return new Effect.DutyRule(kind, parameters);
    }

    private static Effect.DutyValue value(YamlNode node) {
        if (node instanceof YamlText text) {
            return new Effect.DutyValue(Effect.DutyValue.Source.TEXT, text.value());
        }
        YamlMap map = node.asMap().only("parameter", "attribute");
        return map.has("parameter")
                ? new Effect.DutyValue(Effect.DutyValue.Source.PARAMETER, map.text("parameter"))
                : new Effect.DutyValue(Effect.DutyValue.Source.ATTRIBUTE, map.text("attribute"));
    }
}

package org.suwen.formats.rulebook;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.suwen.decision.Effect;
import org.suwen.decision.Layer;
import org.suwen.decision.Parameter;
import org.suwen.decision.Reason;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.Scope;
import org.suwen.decision.Text;
import org.suwen.decision.condition.Value;

/** Writes a rulebook's parts as the text {@link RulebookReader} reads. */
public final class RulebookWriter {

    private final StringBuilder text = new StringBuilder();

    private RulebookWriter() {}

    /** The rules of one layer. */
    public static String rules(Rulebook rulebook, Layer layer) {
        RulebookWriter writer = new RulebookWriter();
        writer.line(0, "rules:");
        rulebook.rules().stream().filter(rule -> rule.layer() == layer).forEach(writer::rule);
        return writer.text.toString();
    }

    /** All parameters. */
    public static String parameters(Rulebook rulebook) {
        RulebookWriter writer = new RulebookWriter();
        writer.line(0, "parameters:");
        rulebook.parameters().values().forEach(writer::parameter);
        return writer.text.toString();
    }

    /** All reasons. */
    public static String reasons(Rulebook rulebook) {
        RulebookWriter writer = new RulebookWriter();
        writer.line(0, "reasons:");
        rulebook.reasons().values().forEach(writer::reason);
        return writer.text.toString();
    }

    private void rule(Rule rule) {
        line(1, "- id: " + rule.id());
        line(2, "catalogue: " + list(rule.catalogue()));
        line(2, "title: " + pair(rule.title()));
        line(2, "basis: " + quoted(rule.legalBasis()));
        line(2, "scope: " + scope(rule.scope()));
        line(2, "when: " + quoted(rule.when().text()));
        effect(rule);
        if (!rule.evenUnder().isEmpty()) {
            line(2, "evenUnder: " + list(sorted(rule.evenUnder())));
        }
        line(2, "hospitalMayChoose: " + rule.hospitalMayChoose());
    }

    private void effect(Rule rule) {
        switch (rule.effect()) {
            case Effect.Ground ground ->
                line(
                        2,
                        "ground: {name: " + ground.name() + ", rests: " + ground.basis() + ", lifts: "
                                + list(names(ground.lifts())) + ", authorOnly: " + ground.authorOnly() + "}");
            case Effect.Refuse refuse -> line(2, "deny: {gate: " + rule.gate() + ", reason: " + refuse.reason() + "}");
            case Effect.Cap cap -> line(2, "cap: {upTo: " + cap.upTo() + ", reason: " + cap.reason() + "}");
            case Effect.Window window ->
                line(2, "window: {months: " + window.monthsParameter() + ", reason: " + window.reason() + "}");
            case Effect.Rests rests -> line(2, "rests: " + rests.basis());
            case Effect.Require require -> {
                line(2, "require:");
                require.duties().forEach(duty -> line(3, "- " + duty(duty)));
            }
        }
    }

    private static String duty(Effect.DutyRule duty) {
        StringBuilder flow = new StringBuilder("{duty: " + duty.kind());
        new TreeMap<>(duty.parameters())
                .forEach((name, value) -> flow.append(", ")
                        .append(name)
                        .append(": ")
                        .append(
                                switch (value.source()) {
                                    case TEXT -> quoted(value.value());
                                    case PARAMETER -> "{parameter: " + value.value() + "}";
                                    case ATTRIBUTE -> "{attribute: " + value.value() + "}";
                                }));
        return flow.append('}').toString();
    }

    private static String scope(Scope scope) {
        return "{actions: " + list(names(scope.actions())) + ", purposes: " + list(names(scope.purposes()))
                + ", roles: " + list(names(scope.roles())) + ", kinds: " + list(names(scope.kinds())) + "}";
    }

    private void parameter(Parameter parameter) {
        line(1, parameter.name() + ":");
        line(2, "title: " + pair(parameter.title()));
        line(2, "latitude: " + parameter.latitude());
        line(2, "type: " + kind(parameter.values().values().iterator().next()));
        line(2, "values:");
        parameter.values().forEach((day, value) -> line(3, day + ": " + value(value)));
    }

    private static ParameterReader.Kind kind(Value value) {
        return switch (value) {
            case Value.Flag flag -> ParameterReader.Kind.FLAG;
            case Value.Whole whole -> ParameterReader.Kind.WHOLE;
            case Value.Span span -> ParameterReader.Kind.DURATION;
            case Value.Word word -> ParameterReader.Kind.WORD;
            case Value.Words words -> ParameterReader.Kind.WORDS;
            case Value.Networks networks -> ParameterReader.Kind.NETWORKS;
        };
    }

    private static String value(Value value) {
        return switch (value) {
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Whole whole -> String.valueOf(whole.value());
            case Value.Span span -> span.value().toMillis() + "ms";
            case Value.Word word -> quoted(word.value());
            case Value.Words words -> list(words.values());
            case Value.Networks networks ->
                list(networks.values().stream().map(Object::toString).toList());
        };
    }

    private void reason(Reason reason) {
        line(1, reason.code() + ":");
        line(2, "aliases: " + list(sorted(reason.aliases())));
        line(2, "showableTo: " + list(names(reason.showableTo())));
        line(2, "hides: " + reason.hides());
        line(2, "anomaly: " + reason.anomaly());
        line(2, "text: " + pair(reason.text()));
        line(2, "cure: " + pair(reason.cure()));
    }

    private static String pair(Text text) {
        return "{zh: " + quoted(text.zh()) + ", en: " + quoted(text.en()) + "}";
    }

    private static String list(Collection<String> values) {
        return values.stream().map(RulebookWriter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }

    private static List<String> sorted(Collection<String> values) {
        return values.stream().sorted().toList();
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}

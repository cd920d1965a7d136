package org.suwen.decision;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.suwen.decision.condition.Value;

/**
 * A rulebook as Cedar text, for outside judges: grounds are permits, refusals forbids, duties annotations.
 *
 * <p>A judge is asked once for each rule that opens a ground: {@code context.opening} is the rule's id,
 * {@code context.ground} the ground's name and {@code context.lifted} the gates it lifts. The data is open when one of the
 * answers allows. Caps, windows and duties have no counterpart in Cedar and stand as comments, as do rules that only say
 * which ground is missing.
 */
public final class CedarText {

    private CedarText() {}

    /** The rulebook with the parameters of a day. */
    public static String of(Rulebook rulebook, LocalDate day) {
        Map<String, Value> parameters = rulebook.values(day);
        StringBuilder text = new StringBuilder();
        for (Rule rule : rulebook.rules()) {
            text.append(policy(rule, rule.when().toCedar(parameters)));
        }
        return text.toString();
    }

    private static String policy(Rule rule, String condition) {
        String when = scope(rule.scope()) + condition;
        String head =
                switch (rule.effect()) {
                    case Effect.Ground ground -> "permit";
                    case Effect.Refuse refuse -> rule.gate() == Gate.RELATION ? "" : "forbid";
                    case Effect.Cap cap -> "";
                    case Effect.Window window -> "";
                    case Effect.Rests rests -> "";
                    case Effect.Require require -> "";
                };
        if (head.isEmpty()) {
            return "// " + rule.id() + ": " + rule.effect() + " when " + when + "\n";
        }
        return "@id(\"" + rule.id() + "\")\n" + head + " (principal, action, resource)\nwhen { " + under(rule) + when
                + " };\n";
    }

    /** For which ground a rule is asked: a ground for itself, a refusal unless its gate is lifted. */
    private static String under(Rule rule) {
        if (rule.effect() instanceof Effect.Ground) {
            return "context.opening == \"" + rule.id() + "\" && ";
        }
        String lifted = "!context.lifted.contains(\"" + rule.gate() + "\")";
        if (rule.evenUnder().isEmpty()) {
            return lifted + " && ";
        }
        return "(" + lifted + " || " + words(rule.evenUnder().stream()) + ".contains(context.ground)) && ";
    }

    private static String scope(Scope scope) {
        return member("request.action", scope.actions())
                + member("request.purpose", scope.purposes())
                + member("actor.role", scope.roles())
                + member("actor.kind", scope.kinds());
    }

    private static String member(String attribute, Set<? extends Enum<?>> constants) {
        if (constants.isEmpty()) {
            return "";
        }
        return words(constants.stream().map(Enum::name)) + ".contains(context." + attribute + ") && ";
    }

    private static String words(Stream<String> words) {
        return words.map(word -> "\"" + word + "\"").sorted().collect(Collectors.joining(", ", "[", "]"));
    }
}

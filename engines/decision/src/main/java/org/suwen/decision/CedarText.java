package org.suwen.decision;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.decision.condition.Value;

/**
 * A rulebook as Cedar text, for outside judges: grounds are permits, refusals forbids, duties annotations.
 *
 * <p>A judge is asked once for each ground that holds, with that ground in the context; caps, windows and duties have no
 * counterpart in Cedar and stand as comments.
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
        String head =
                switch (rule.effect()) {
                    case Effect.Ground ground -> "permit";
                    case Effect.Refuse refuse -> "forbid";
                    case Effect.Cap cap -> "";
                    case Effect.Window window -> "";
                    case Effect.Rests rests -> "";
                    case Effect.Require require -> "";
                };
        if (head.isEmpty()) {
            return "// " + rule.id() + ": " + rule.effect() + " when " + condition + "\n";
        }
        return "@id(\"" + rule.id() + "\")\n" + head + " (principal, action, resource)\nwhen { " + scope(rule.scope())
                + condition + " };\n";
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
        return constants.stream()
                .map(constant -> "\"" + constant.name() + "\"")
                .sorted()
                .collect(Collectors.joining(", ", "[", "].contains(context." + attribute + ") && "));
    }
}

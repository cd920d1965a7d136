package org.suwen.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.suwen.decision.condition.Type;
import org.suwen.decision.condition.Value;

/** Puts the layers of a rulebook on top of each other and refuses what a layer may not do. */
final class Layers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();

    void add(RulebookPart part) {
        part.reasons().forEach(this::addReason);
        part.parameters().forEach(parameter -> addParameter(part.layer(), parameter));
        part.rules().forEach(rule -> addRule(part.layer(), rule));
        part.switchedOff().forEach(id -> switchOff(part.layer(), id));
    }

    List<Rule> rules() {
        for (String code : List.of(Reason.RULE_FAULT, Reason.NO_GROUND)) {
            requireReason("reasons", code);
        }
        rules.values().forEach(this::check);
        if (rules.size() > Rulebook.MAX_RULES) {
            throw new InvalidRulebookException("rules", "there are more than " + Rulebook.MAX_RULES);
        }
        List<Rule> ordered = new ArrayList<>(rules.values());
        ordered.sort(Comparator.comparing(Rule::gate).thenComparing(Rule::layer));
        return ordered;
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }

    Map<String, Reason> reasons() {
        return reasons;
    }

    private void addReason(Reason reason) {
        requireName(reason.code());
        if (reasons.put(reason.code(), reason) != null) {
            throw new InvalidRulebookException(reason.code(), "this reason stands twice");
        }
    }

    private void addRule(Layer layer, Rule rule) {
        requireName(rule.id());
        if (rule.layer() != layer) {
            throw new InvalidRulebookException(rule.id(), "it names another layer than its file");
        }
        boolean opens = rule.effect() instanceof Effect.Ground || rule.effect() instanceof Effect.Rests;
        if (layer == Layer.HOSPITAL && opens) {
            throw new InvalidRulebookException(rule.id(), "a hospital's rule may only tighten; it can't open data");
        }
        if (rules.put(rule.id(), rule) != null) {
            throw new InvalidRulebookException(rule.id(), "this rule stands twice");
        }
    }

    private void switchOff(Layer layer, String id) {
        Rule rule = rules.get(id);
        if (layer != Layer.HOSPITAL || rule == null) {
            throw new InvalidRulebookException(id, "only a hospital switches off, and only a rule that is there");
        }
        if (!rule.hospitalMayChoose()) {
            throw new InvalidRulebookException(id, "the rule doesn't leave the choice to a hospital");
        }
        rules.remove(id);
    }

    private void addParameter(Layer layer, Parameter parameter) {
        requireName(parameter.name());
        Parameter above = parameters.get(parameter.name());
        if (above == null) {
            parameters.put(parameter.name(), parameter);
            return;
        }
        if (layer != Layer.HOSPITAL || above.type().kind() != parameter.type().kind()) {
            throw new InvalidRulebookException(parameter.name(), "this parameter stands twice or changes its type");
        }
        for (LocalDate day : days(above, parameter)) {
            if (!allowed(above.latitude(), above.on(day), parameter.on(day))) {
                throw new InvalidRulebookException(
                        parameter.name(), "a hospital may not set this value (" + above.latitude() + ")");
            }
        }
        parameters.put(
                parameter.name(), new Parameter(parameter.name(), above.title(), above.latitude(), parameter.values()));
    }

    private static Set<LocalDate> days(Parameter above, Parameter own) {
        Set<LocalDate> days = new TreeSet<>(above.values().keySet());
        days.addAll(own.values().keySet());
        return days;
    }

    private static boolean allowed(Parameter.Latitude latitude, Value above, Value own) {
        return switch (latitude) {
            case FREE -> true;
            case FIXED -> above.equals(own);
            case LOWER -> size(own) <= size(above);
            case HIGHER -> size(own) >= size(above);
        };
    }

    private static long size(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Span span -> span.value().toMillis();
            case Value.Flag flag -> flag.value() ? 1 : 0;
            case Value.Word word -> throw new IllegalArgumentException("a word is neither higher nor lower");
            case Value.Words words -> throw new IllegalArgumentException("a list is neither higher nor lower");
            case Value.Networks networks -> throw new IllegalArgumentException("networks are neither higher nor lower");
        };
    }

    private void check(Rule rule) {
        if (rule.catalogue().isEmpty()) {
            throw new InvalidRulebookException(rule.id(), "it names no catalogue id");
        }
        // INVARIANT: break-glass stays reachable; no rule binds against it behind the gates it lifts (I2)
        if (rule.evenUnder().contains(Grounds.BREAK_GLASS)) {
            throw new InvalidRulebookException(rule.id(), "no rule may bind under " + Grounds.BREAK_GLASS);
        }
        checkNames(rule);
        switch (rule.effect()) {
            case Effect.Ground ground -> {
                requireGate(rule, rule.gate() == Gate.GROUND);
                if (!Grounds.ALL.contains(ground.name()) || ground.name().equals(Grounds.NONE)) {
                    throw new InvalidRulebookException(rule.id(), "`" + ground.name() + "` is no ground");
                }
            }
            case Effect.Refuse refuse -> {
                requireGate(rule, rule.gate() != Gate.GROUND && rule.gate() != Gate.OBLIGATION);
                requireReason(rule.id(), refuse.reason());
            }
            case Effect.Cap cap -> {
                requireGate(rule, rule.gate() == Gate.TITLE);
                requireReason(rule.id(), cap.reason());
            }
            case Effect.Window window -> {
                requireGate(rule, rule.gate() == Gate.OBLIGATION);
                requireReason(rule.id(), window.reason());
                requireMonths(rule.id(), window.monthsParameter());
            }
            case Effect.Rests rests -> requireGate(rule, rule.gate() == Gate.OBLIGATION);
            case Effect.Require require -> {
                requireGate(rule, rule.gate() == Gate.OBLIGATION);
                require.duties().forEach(duty -> duty.parameters().values().forEach(value -> source(rule, value)));
            }
        }
    }

    /** A condition may use only parameters that are there and facts that are known at its gate. */
    private void checkNames(Rule rule) {
        for (String name : rule.when().parameters()) {
            if (!parameters.containsKey(name)) {
                throw new InvalidRulebookException(rule.id(), "there is no parameter `" + name + "`");
            }
        }
        for (String name : rule.when().attributes()) {
            boolean early = name.startsWith("answer.") && rule.gate().compareTo(Gate.BASIS) < 0;
            if (early || (name.equals("ground") && rule.gate() == Gate.GROUND)) {
                throw new InvalidRulebookException(rule.id(), "`" + name + "` is not known yet at gate " + rule.gate());
            }
        }
        for (String ground : rule.evenUnder()) {
            if (!Grounds.ALL.contains(ground)) {
                throw new InvalidRulebookException(rule.id(), "`" + ground + "` is no ground");
            }
        }
    }

    private void source(Rule rule, Effect.DutyValue value) {
        boolean known =
                switch (value.source()) {
                    case TEXT -> true;
                    case PARAMETER -> parameters.containsKey(value.value());
                    case ATTRIBUTE -> RuleSchema.schema().find(value.value()).isPresent();
                };
        if (!known) {
            throw new InvalidRulebookException(rule.id(), "a duty takes `" + value.value() + "`, which is not there");
        }
    }

    private static void requireGate(Rule rule, boolean fits) {
        if (!fits) {
            throw new InvalidRulebookException(rule.id(), "its effect doesn't belong to gate " + rule.gate());
        }
    }

    private void requireReason(String subject, String code) {
        if (!reasons.containsKey(code)) {
            throw new InvalidRulebookException(subject, "there is no reason `" + code + "`");
        }
    }

    private void requireMonths(String subject, String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null || parameter.type().kind() != Type.Kind.NUMBER) {
            throw new InvalidRulebookException(subject, "`" + name + "` is no number among the parameters");
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRulebookException(name, "a name holds letters, digits, `.`, `_` and `-` only");
        }
    }
}

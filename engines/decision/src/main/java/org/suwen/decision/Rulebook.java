package org.suwen.decision;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.suwen.decision.condition.Value;

/**
 * All rules, parameters and reasons that are in force together.
 *
 * <p>Made by {@link #of} from its layers, which checks that it is whole and that a hospital only tightens.
 */
public final class Rulebook {

    /** The most rules a rulebook holds. */
    public static final int MAX_RULES = 20_000;

    private final List<Rule> rules;
    private final Map<String, Rule> rulesById = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters;
    private final Map<String, Reason> reasons;
    private final String version;

    private Rulebook(List<Rule> rules, Map<String, Parameter> parameters, Map<String, Reason> reasons) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> rulesById.put(rule.id(), rule));
        this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        this.reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        this.version = CanonicalRulebook.hash(this);
    }

    /**
     * A rulebook from its parts; rules keep the parts' order within their gate and layer.
     *
     * @throws InvalidRulebookException when a part is missing, stands twice, or loosens what it may not
     */
    public static Rulebook of(List<RulebookPart> parts) {
        Layers layers = new Layers();
        for (Layer layer : Layer.values()) {
            parts.stream().filter(part -> part.layer() == layer).forEach(layers::add);
        }
        return new Rulebook(layers.rules(), layers.parameters(), layers.reasons());
    }

    /** All rules, by gate, then layer, then as written. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rule with this id. */
    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rulesById.get(id));
    }

    /** All parameters by name. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** All reasons by code. */
    public Map<String, Reason> reasons() {
        return reasons;
    }

    /** The reason with this code; every code a rule names is there. */
    public Reason reason(String code) {
        Reason reason = reasons.get(code);
        if (reason == null) {
            throw new IllegalArgumentException("there is no reason `" + code + "`");
        }
        return reason;
    }

    /** Catalogue ids behind these rules, each once, in order. */
    public List<String> catalogue(List<String> ruleIds) {
        return ruleIds.stream()
                .flatMap(id -> rule(id).stream())
                .flatMap(rule -> rule.catalogue().stream())
                .distinct()
                .toList();
    }

    /** The canonical form: the one text of all rules, parameters and reasons, whose SHA-256 is the version. */
    public String canonicalText() {
        return CanonicalRulebook.text(this);
    }

    /** SHA-256 of the canonical form, in hexadecimal: equal exactly when the rulebooks say the same. */
    public String version() {
        return version;
    }

    /** Values of all parameters on a day. */
    public Map<String, Value> values(LocalDate day) {
        Map<String, Value> values = new TreeMap<>();
        parameters.forEach((name, parameter) -> values.put(name, parameter.on(day)));
        return values;
    }
}

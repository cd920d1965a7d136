package org.suwen.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Values;

/** Turns what came of the gates into decisions; equal ones are the same object. */
final class DecisionWriter {

    private final Program program;
    private final Request request;
    private final Values values;

    DecisionWriter(Program program, Request request, Values values) {
        this.program = program;
        this.request = request;
        this.values = values;
    }

    /** The decision of one attempt for rows that it holds for. */
    Decision write(Attempt attempt, Leaf root) {
        if (!attempt.keepable()) {
            return make(attempt);
        }
        Leaf leaf = attempt.leaf(root);
        Decision known = leaf.decision();
        return known != null ? known : leaf.keep(make(attempt));
    }

    /** Attempts that hold for some rows only, in order, before what holds for the rest. */
    Decision chain(List<Attempt> someRows, Decision rest) {
        Decision chained = rest;
        for (int i = someRows.size() - 1; i >= 0; i--) {
            Attempt attempt = someRows.get(i);
            Effect.Window window = attempt.window();
            Decision otherwise = window != null && chained instanceof Deny
                    ? refusal(window.reason(), windowRules(attempt))
                    : chained;
            chained = permit(attempt, residual(attempt, window), Optional.of(otherwise));
        }
        return chained;
    }

    private Decision make(Attempt attempt) {
        return attempt.denied() ? deny(attempt) : permit(attempt, Residual.NONE, Optional.empty());
    }

    private Residual residual(Attempt attempt, Effect.@Nullable Window window) {
        Optional<String> author =
                attempt.ground.authorOnly() ? Optional.of(request.actor().id()) : Optional.empty();
        if (window == null) {
            return new Residual(Optional.empty(), author, Set.of());
        }
        LocalDate today = LocalDate.ofInstant(request.at(), program.zone());
        return new Residual(Optional.of(today.minusMonths(program.whole(window.monthsParameter()))), author, Set.of());
    }

    private List<String> windowRules(Attempt attempt) {
        return rulesOf(attempt).stream()
                .filter(rule -> rule.effect() instanceof Effect.Window)
                .map(Rule::id)
                .toList();
    }

    private Deny refusal(String code, List<String> ruleIds) {
        Reason reason = program.rulebook().reason(code);
        return new Deny(reason, List.of(reason), ruleIds);
    }

    private Deny deny(Attempt attempt) {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        List<String> ruleIds = new ArrayList<>();
        for (int token : attempt.tokens()) {
            if ((token & (Attempt.REDUCED | Attempt.APPLIED)) != 0) {
                continue;
            }
            Rule rule = program.rulebook().rules().get(token & ~Attempt.FAULT);
            String code = (token & Attempt.FAULT) != 0 ? Reason.RULE_FAULT : reasonOf(rule.effect());
            if (!code.isEmpty()) {
                reasons.putIfAbsent(code, program.rulebook().reason(code));
                ruleIds.add(rule.id());
            }
        }
        if (reasons.isEmpty()) {
            return refusal(Reason.NO_GROUND, List.of());
        }
        List<Reason> all = List.copyOf(reasons.values());
        return new Deny(all.get(0), all, ruleIds);
    }

    private static String reasonOf(Effect effect) {
        return switch (effect) {
            case Effect.Refuse refuse -> refuse.reason();
            case Effect.Cap cap -> cap.reason();
            case Effect.Ground ground -> "";
            case Effect.Window window -> "";
            case Effect.Rests rests -> "";
            case Effect.Require require -> "";
        };
    }

    private Permit permit(Attempt attempt, Residual residual, Optional<Decision> otherwise) {
        CompiledRule opening = Objects.requireNonNull(attempt.ground.rule(), "a permit rests on a ground");
        Effect.Ground ground = (Effect.Ground) opening.rule().effect();
        String basis = ground.basis();
        boolean rested = false;
        Set<Duty> duties = new LinkedHashSet<>();
        Granularity reducedTo = attempt.reducedTo();
        if (reducedTo != null) {
            duties.add(Duty.of(DutyKind.REDUCE, "granularity", reducedTo.name()));
        }
        for (Rule rule : rulesOf(attempt)) {
            if (rule.effect() instanceof Effect.Require require) {
                require.duties().forEach(duty -> duties.add(duty(duty)));
            } else if (rule.effect() instanceof Effect.Rests rests && !rested) {
                basis = rests.basis();
                rested = true;
            }
        }
        if (hasForgivenFault(attempt)) {
            duties.add(Duty.of(DutyKind.ANOMALY, "code", Reason.RULE_FAULT));
        }
        List<String> ruleIds = rulesOf(attempt).stream().map(Rule::id).toList();
        return new Permit(ground.name(), basis, List.copyOf(duties), residual, otherwise, ruleIds);
    }

    private static boolean hasForgivenFault(Attempt attempt) {
        for (int token : attempt.tokens()) {
            if ((token & Attempt.FAULT) != 0) {
                return true;
            }
        }
        return false;
    }

    private List<Rule> rulesOf(Attempt attempt) {
        List<Rule> rules = new ArrayList<>();
        for (int token : attempt.tokens()) {
            if ((token & Attempt.APPLIED) != 0) {
                rules.add(program.rulebook().rules().get(token & ~Attempt.APPLIED));
            }
        }
        return rules;
    }

    private Duty duty(Effect.DutyRule rule) {
        Map<String, String> parameters = new LinkedHashMap<>();
        rule.parameters().forEach((name, value) -> parameters.put(name, text(value)));
        return new Duty(rule.kind(), parameters);
    }

    private String text(Effect.DutyValue value) {
        return switch (value.source()) {
            case TEXT -> value.value();
            case PARAMETER -> program.text(value.value());
            case ATTRIBUTE ->
                values.text(RuleSchema.schema().find(value.value()).orElseThrow());
        };
    }
}

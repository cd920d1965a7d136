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

    /** Stands between two attempts in a key. */
    private static final int NEXT = -1;

    private final Leaves.Key key = new Leaves.Key();
    private @Nullable Program program;
    private @Nullable Request request;
    private @Nullable Leaves leaves;
    private @Nullable Values values;

    /** Takes up a request. */
    void begin(Program by, Request asked, Leaves known, Values facts) {
        program = by;
        request = asked;
        leaves = known;
        values = facts;
    }

    /** Forgets the request. */
    void end() {
        request = null;
        key.clear();
    }

    /** The decision of attempts that hold for some rows only, in order, before what holds for the rest. */
    Decision write(List<Attempt> someRows, Attempt rest) {
        boolean keepable = !rest.fromRequest();
        key.clear();
        for (int i = 0; i < someRows.size(); i++) {
            keepable &= !someRows.get(i).fromRequest();
            add(someRows.get(i));
        }
        add(rest);
        if (!keepable) {
            return make(someRows, rest);
        }
        Leaves known = Objects.requireNonNull(leaves);
        Decision decision = known.find(key);
        return decision != null ? decision : known.keep(key, make(someRows, rest));
    }

    private void add(Attempt attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            key.add(attempt.token(i));
        }
        key.add(NEXT);
        if (!attempt.denied() && attempt.ground().authorOnly()) {
            key.author(request().actor().id());
        }
        if (!attempt.denied() && attempt.window() != null) {
            key.day(program().epochDay(request().at()));
        }
    }

    private Decision make(List<Attempt> someRows, Attempt rest) {
        Decision chained = rest.denied() ? deny(rest) : permit(rest, Residual.NONE, Optional.empty());
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

    private Residual residual(Attempt attempt, Effect.@Nullable Window window) {
        Optional<String> author =
                attempt.ground().authorOnly() ? Optional.of(request().actor().id()) : Optional.empty();
        if (window == null) {
            return new Residual(Optional.empty(), author, Set.of());
        }
        LocalDate today = LocalDate.ofEpochDay(program().epochDay(request().at()));
        return new Residual(
                Optional.of(today.minusMonths(program().whole(window.monthsParameter()))), author, Set.of());
    }

    private List<String> windowRules(Attempt attempt) {
        return rulesOf(attempt).stream()
                .filter(rule -> rule.effect() instanceof Effect.Window)
                .map(Rule::id)
                .toList();
    }

    private Deny refusal(String code, List<String> ruleIds) {
        Reason reason = program().rulebook().reason(code);
        return new Deny(reason, List.of(reason), ruleIds);
    }

    private Deny deny(Attempt attempt) {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        List<String> ruleIds = new ArrayList<>();
        for (int i = 0; i < attempt.size(); i++) {
            int token = attempt.token(i);
            if ((token & (Attempt.REDUCED | Attempt.APPLIED | Attempt.FORGIVEN)) != 0) {
                continue;
            }
            Rule rule = program().rulebook().rules().get(token & ~Attempt.FAULT);
            String code = (token & Attempt.FAULT) != 0 ? Reason.RULE_FAULT : reasonOf(rule.effect());
            if (!code.isEmpty()) {
                reasons.putIfAbsent(code, program().rulebook().reason(code));
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
        CompiledRule opening = Objects.requireNonNull(attempt.ground().rule(), "a permit rests on a ground");
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
        for (int i = 0; i < attempt.size(); i++) {
            int token = attempt.token(i);
            if ((token & Attempt.FORGIVEN) != 0) {
                return true;
            }
        }
        return false;
    }

    private List<Rule> rulesOf(Attempt attempt) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < attempt.size(); i++) {
            int token = attempt.token(i);
            if ((token & Attempt.APPLIED) != 0) {
                rules.add(program().rulebook().rules().get(token & ~Attempt.APPLIED));
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
            case PARAMETER -> program().text(value.value());
            case ATTRIBUTE ->
                Objects.requireNonNull(values)
                        .text(RuleSchema.schema().find(value.value()).orElseThrow());
        };
    }

    private Program program() {
        return Objects.requireNonNull(program, "no request was taken up");
    }

    private Request request() {
        return Objects.requireNonNull(request, "no request was taken up");
    }
}

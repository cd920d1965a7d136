package org.suwen.formats.rulebook;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Granularity;
import org.suwen.decision.Action;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Deny;
import org.suwen.decision.Duty;
import org.suwen.decision.DutyKind;
import org.suwen.decision.Effect;
import org.suwen.decision.Gate;
import org.suwen.decision.Layer;
import org.suwen.decision.Permit;
import org.suwen.decision.Purpose;
import org.suwen.decision.Reason;
import org.suwen.decision.Request;
import org.suwen.decision.Residual;
import org.suwen.decision.Rule;
import org.suwen.decision.Rulebook;
import org.suwen.decision.condition.Value;

/**
 * The decision in the plainest way: every rule of the rulebook is read and tried, one after the other, for each ground.
 * It knows no index, keeps nothing, and shares no code with the engine but the records that go in and come out.
 */
final class ReferenceEngine {

    private static final Set<Gate> EARLY =
            Set.of(Gate.ENVIRONMENT, Gate.BLOCK, Gate.ROLE, Gate.PURPOSE, Gate.LICENCE, Gate.DEVICE, Gate.STUDY);

    private final Rulebook rulebook;
    private final Map<String, Object> parameters = new HashMap<>();
    private final Map<String, List<String>> conditions = new HashMap<>();

    ReferenceEngine(Rulebook rulebook, LocalDate day) {
        this.rulebook = rulebook;
        rulebook.values(day).forEach((name, value) -> parameters.put(name, plain(value)));
        rulebook.rules()
                .forEach(rule -> conditions.put(
                        rule.id(), ReferenceCondition.tokens(rule.when().text())));
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Flag flag -> flag.value();
            case Value.Whole whole -> whole.value();
            case Value.Span span -> span.value().toMillis();
            case Value.Word word -> word.value();
            case Value.Words words -> words.values();
            case Value.Networks networks ->
                networks.values().stream().map(Object::toString).toList();
        };
    }

    Decision decide(Request request, DecisionClass data) {
        Decision own = new Question(request, data).decide();
        if (request.via().isEmpty() || request.via().get().kind() != ActorKind.PERSON) {
            return own;
        }
        Purpose purpose =
                request.purpose() == Purpose.CLINICAL_DECISION_SUPPORT ? Purpose.TREATMENT : request.purpose();
        Request asked = new Request(
                request.via().get(),
                Optional.empty(),
                purpose,
                request.action(),
                request.environment(),
                request.patient(),
                request.at());
        return common(own, new Question(asked, data).decide().withoutRow());
    }

    /** What a rule may ask for in this question. */
    Map<String, Object> facts(Request request, DecisionClass data) {
        return ReferenceFacts.of(request, data, parameters);
    }

    /** A person gets no more through a model than by asking himself (LIC-23). */
    private static Decision common(Decision own, Decision limit) {
        if (own instanceof Deny || limit instanceof Deny) {
            return own instanceof Deny ? own : limit;
        }
        Permit mine = (Permit) own;
        Permit other = (Permit) limit;
        List<Duty> reductions = Stream.concat(mine.duties().stream(), other.duties().stream())
                .filter(duty -> duty.kind() == DutyKind.REDUCE)
                .sorted((a, b) -> upTo(a).compareTo(upTo(b)))
                .limit(1)
                .toList();
        Set<Duty> duties = new LinkedHashSet<>(reductions);
        Stream.concat(mine.duties().stream(), other.duties().stream())
                .filter(duty -> duty.kind() != DutyKind.REDUCE)
                .forEach(duties::add);
        Set<String> rules = new LinkedHashSet<>(mine.rules());
        rules.addAll(other.rules());
        return new Permit(
                mine.ground(),
                mine.basis(),
                List.copyOf(duties),
                mine.residual(),
                mine.otherwise().map(rest -> common(rest, limit)),
                List.copyOf(rules));
    }

    private static Granularity upTo(Duty duty) {
        return Granularity.valueOf(duty.parameters().getOrDefault("granularity", "DETAIL"));
    }

    /** What came of the gates under one ground. */
    private static final class Outcome {
        private final Effect.@Nullable Ground ground;
        private final Set<String> reasons = new LinkedHashSet<>();
        private final List<String> refusing = new ArrayList<>();
        private final List<Rule> taking = new ArrayList<>();
        private boolean forgiven;
        private @Nullable Granularity cutTo;

        private Outcome(Effect.@Nullable Ground ground) {
            this.ground = ground;
        }

        private void refuse(Rule rule, String reason) {
            reasons.add(reason);
            refusing.add(rule.id());
        }

        private boolean someRows() {
            return (ground != null && ground.authorOnly()) || window().isPresent();
        }

        private Optional<Effect.Window> window() {
            return taking.stream()
                    .map(Rule::effect)
                    .filter(Effect.Window.class::isInstance)
                    .map(Effect.Window.class::cast)
                    .findFirst();
        }
    }

    /** One request on one class of data. */
    private final class Question {
        private final Request request;
        private final DecisionClass data;
        private final Map<String, Object> facts;

        private Question(Request request, DecisionClass data) {
            this.request = request;
            this.data = data;
            this.facts = ReferenceFacts.of(request, data, parameters);
        }

        private Decision decide() {
            List<Rule> faulty = new ArrayList<>();
            List<Outcome> passedInPart = new ArrayList<>();
            Outcome cut = null;
            Outcome refused = null;
            List<Rule> opening = new ArrayList<>();
            for (Rule rule : inScope(Set.of(Gate.GROUND))) {
                Boolean holds = holds(rule);
                if (holds == null) {
                    faulty.add(rule);
                } else if (holds) {
                    opening.add(rule);
                }
            }
            for (Rule rule : opening) {
                Outcome outcome = pass(rule, faulty);
                if (!outcome.reasons.isEmpty()) {
                    refused = refused == null && !((Effect.Ground) rule.effect()).authorOnly() ? outcome : refused;
                } else if (outcome.someRows()) {
                    passedInPart.add(outcome);
                } else if (outcome.cutTo == null) {
                    return permit(outcome, Residual.NONE, Optional.empty());
                } else if (cut == null) {
                    cut = outcome;
                }
            }
            Decision rest;
            if (cut != null) {
                rest = permit(cut, Residual.NONE, Optional.empty());
            } else {
                rest = deny(refused != null ? refused : pass(null, faulty));
            }
            for (int i = passedInPart.size() - 1; i >= 0; i--) {
                rest = inPart(passedInPart.get(i), rest);
            }
            return rest;
        }

        private Decision inPart(Outcome outcome, Decision rest) {
            Optional<Effect.Window> window = outcome.window();
            Optional<String> author = outcome.ground != null && outcome.ground.authorOnly()
                    ? Optional.of(request.actor().id())
                    : Optional.empty();
            Optional<LocalDate> from = window.map(limit -> LocalDate.ofInstant(
                            request.at(), ZoneId.of((String) parameters.getOrDefault("zone", "+08:00")))
                    .minusMonths((Long) parameters.getOrDefault(limit.monthsParameter(), 0L)));
            Decision otherwise = rest;
            if (window.isPresent() && rest instanceof Deny) {
                Reason reason = rulebook.reason(window.get().reason());
                otherwise = new Deny(
                        reason,
                        List.of(reason),
                        outcome.taking.stream()
                                .filter(rule -> rule.effect() instanceof Effect.Window)
                                .map(Rule::id)
                                .toList());
            }
            return permit(outcome, new Residual(from, author, Set.of()), Optional.of(otherwise));
        }

        private List<Rule> inScope(Set<Gate> gates) {
            return rulebook.rules().stream()
                    .filter(rule -> gates.contains(rule.gate()))
                    .filter(rule -> rule.scope().actions().isEmpty()
                            || rule.scope().actions().contains(request.action()))
                    .filter(rule -> rule.scope().purposes().isEmpty()
                            || rule.scope().purposes().contains(request.purpose()))
                    .filter(rule -> rule.scope().roles().isEmpty()
                            || rule.scope().roles().contains(request.actor().role()))
                    .filter(rule -> rule.scope().kinds().isEmpty()
                            || rule.scope().kinds().contains(request.actor().kind()))
                    .toList();
        }

        private @Nullable Boolean holds(Rule rule) {
            return ReferenceCondition.holds(conditions.getOrDefault(rule.id(), List.of()), facts, parameters);
        }

        private Outcome pass(@Nullable Rule opening, List<Rule> faulty) {
            Effect.Ground ground = opening == null ? null : (Effect.Ground) opening.effect();
            Outcome outcome = new Outcome(ground);
            boolean emergency = ground != null && ground.lifts().contains(Gate.GROUND);
            facts.put("ground", ground == null ? "NONE" : ground.name());
            facts.put("answer.granularity", data.labels().granularity().name());
            facts.put("answer.reduced", false);
            if (opening != null) {
                outcome.taking.add(opening);
            }
            refusals(EARLY, outcome);
            if (!emergency) {
                faulty.forEach(rule -> outcome.refuse(rule, Reason.RULE_FAULT));
            }
            if (opening == null) {
                refusals(Set.of(Gate.RELATION), outcome);
                if (outcome.reasons.isEmpty()) {
                    outcome.reasons.add(Reason.NO_GROUND);
                }
                return outcome;
            }
            caps(outcome);
            refusals(Set.of(Gate.BASIS, Gate.CONSENT), outcome);
            if (outcome.reasons.isEmpty()) {
                obligations(outcome, emergency);
            }
            return outcome;
        }

        /** An emergency goes on when a rule of the hospital's own can't be evaluated (I2). */
        private void fault(Rule rule, Outcome outcome) {
            boolean emergency = outcome.ground != null && outcome.ground.lifts().contains(Gate.GROUND);
            if (emergency && rule.layer() == Layer.HOSPITAL) {
                outcome.forgiven = true;
            } else {
                outcome.refuse(rule, Reason.RULE_FAULT);
            }
        }

        private boolean binds(Rule rule, Outcome outcome) {
            return outcome.ground == null
                    || !outcome.ground.lifts().contains(rule.gate())
                    || rule.evenUnder().contains(outcome.ground.name());
        }

        private void refusals(Set<Gate> gates, Outcome outcome) {
            for (Rule rule : inScope(gates)) {
                Boolean holds = binds(rule, outcome) ? holds(rule) : Boolean.FALSE;
                if (holds == null) {
                    fault(rule, outcome);
                } else if (holds) {
                    outcome.refuse(rule, ((Effect.Refuse) rule.effect()).reason());
                }
            }
        }

        private void caps(Outcome outcome) {
            Granularity cap = data.labels().granularity();
            Rule lowest = null;
            for (Rule rule : inScope(Set.of(Gate.TITLE))) {
                Boolean holds = binds(rule, outcome) ? holds(rule) : Boolean.FALSE;
                if (holds == null) {
                    fault(rule, outcome);
                } else if (holds && rule.effect() instanceof Effect.Refuse refuse) {
                    outcome.refuse(rule, refuse.reason());
                } else if (holds
                        && rule.effect() instanceof Effect.Cap limit
                        && limit.upTo().compareTo(cap) < 0) {
                    cap = limit.upTo();
                    lowest = rule;
                }
            }
            if (lowest == null) {
                return;
            }
            boolean look = request.action() == Action.READ || request.action() == Action.SEARCH;
            if (!look || cap.compareTo(data.labels().floor()) < 0) {
                outcome.refuse(lowest, ((Effect.Cap) lowest.effect()).reason());
                return;
            }
            outcome.taking.add(lowest);
            outcome.cutTo = cap;
            facts.put("answer.granularity", cap.name());
            facts.put("answer.reduced", true);
        }

        private void obligations(Outcome outcome, boolean emergency) {
            for (Rule rule : inScope(Set.of(Gate.OBLIGATION))) {
                Boolean holds = holds(rule);
                if (holds == null && emergency) {
                    outcome.forgiven = true;
                } else if (holds == null) {
                    outcome.refuse(rule, Reason.RULE_FAULT);
                } else if (holds) {
                    outcome.taking.add(rule);
                }
            }
        }

        private Deny deny(Outcome outcome) {
            List<Reason> all = outcome.reasons.stream().map(rulebook::reason).toList();
            return new Deny(all.get(0), all, outcome.refusing);
        }

        private Permit permit(Outcome outcome, Residual residual, Optional<Decision> otherwise) {
            Effect.Ground ground = java.util.Objects.requireNonNull(outcome.ground);
            String basis = outcome.taking.stream()
                    .map(Rule::effect)
                    .filter(Effect.Rests.class::isInstance)
                    .map(effect -> ((Effect.Rests) effect).basis())
                    .findFirst()
                    .orElse(ground.basis());
            Set<Duty> duties = new LinkedHashSet<>();
            if (outcome.cutTo != null) {
                duties.add(Duty.of(DutyKind.REDUCE, "granularity", outcome.cutTo.name()));
            }
            for (Rule rule : outcome.taking) {
                if (rule.effect() instanceof Effect.Require require) {
                    require.duties().forEach(duty -> duties.add(duty(duty)));
                }
            }
            if (outcome.forgiven) {
                duties.add(Duty.of(DutyKind.ANOMALY, "code", Reason.RULE_FAULT));
            }
            List<String> ids = outcome.taking.stream().map(Rule::id).toList();
            return new Permit(ground.name(), basis, List.copyOf(duties), residual, otherwise, ids);
        }

        private Duty duty(Effect.DutyRule rule) {
            Map<String, String> values = new HashMap<>();
            rule.parameters()
                    .forEach((name, value) -> values.put(
                            name,
                            switch (value.source()) {
                                case TEXT -> value.value();
                                case PARAMETER -> text(parameters.get(value.value()), value.value());
                                case ATTRIBUTE -> text(facts.get(value.value()), value.value());
                            }));
            return new Duty(rule.kind(), values);
        }

        private String text(@Nullable Object value, String name) {
            if (value instanceof Set<?> words) {
                return words.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
            }
            boolean time = rulebook.parameters().containsKey(name)
                    && rulebook.parameters()
                                    .get(name)
                                    .values()
                                    .values()
                                    .iterator()
                                    .next()
                            instanceof Value.Span;
            return value == null ? "" : time ? String.valueOf((Long) value / 1_000) : value.toString();
        }
    }
}

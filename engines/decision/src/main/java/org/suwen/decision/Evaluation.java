package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Test;
import org.suwen.decision.condition.Values;

/**
 * Passes one request on one class of data through the gates.
 *
 * <p>A permit rests on exactly one ground. Every ground that holds is tried in the rulebook's order: the first that
 * passes every gate without cutting the answer down carries the permit; grounds that hold for some rows only come before
 * what holds for the rest; if none passes, the first one's reasons stand. With no ground the reasons of the gates before
 * it and of the relation gate stand.
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Evaluation {

    private final RuleSet rules;
    private final Values values;
    private final DecisionClass data;
    private final boolean view;
    private final DecisionWriter writer;
    private final List<CompiledRule> faultyGrounds = new ArrayList<>(0);

    Evaluation(Program program, Request request, Facts facts, DecisionClass data) {
        this.rules = program.rules(request);
        this.values = facts.of(data);
        this.data = data;
        this.view = request.action() == Action.READ || request.action() == Action.SEARCH;
        this.writer = new DecisionWriter(program, request, values);
    }

    Decision decide() {
        List<Attempt> someRows = List.of();
        Attempt reduced = null;
        Attempt refused = null;
        for (HeldGround ground : held()) {
            Attempt attempt = pass(ground);
            if (attempt.denied()) {
                refused = refused == null && !ground.authorOnly() ? attempt : refused;
            } else if (attempt.conditional()) {
                someRows = someRows.isEmpty() ? new ArrayList<>(2) : someRows;
                someRows.add(attempt);
            } else if (!attempt.reduced()) {
                return writer.write(attempt, rules.root);
            } else {
                reduced = reduced == null ? attempt : reduced;
            }
        }
        Attempt rest = reduced != null ? reduced : refused != null ? refused : pass(HeldGround.NONE);
        return writer.chain(someRows, writer.write(rest, rules.root));
    }

    /** The grounds that hold, in order; those that can't be evaluated are kept aside. */
    List<HeldGround> held() {
        List<HeldGround> held = new ArrayList<>(3);
        for (HeldGround ground : rules.grounds) {
            CompiledRule rule = ground.rule();
            int result = rule == null ? Test.NO : rule.test().on(values);
            if (result == Test.YES) {
                held.add(ground);
            } else if (result == Test.FAULT && rule != null) {
                faultyGrounds.add(rule);
            }
        }
        return held;
    }

    /** Passes all gates under one ground. */
    Attempt pass(HeldGround ground) {
        Attempt attempt = new Attempt(ground);
        values.set(Fact.GROUND.ordinal(), (long) ground.code());
        answer(data.labels().granularity(), false);
        refusals(rules.early, ground, attempt);
        if (!ground.emergency()) {
            faultyGrounds.forEach(attempt::fault);
        }
        if (ground.rule() == null) {
            refusals(rules.relation, ground, attempt);
            attempt.refuseForWantOfGround();
            return attempt;
        }
        caps(ground, attempt);
        refusals(rules.late, ground, attempt);
        if (!attempt.denied()) {
            obligations(ground, attempt);
        }
        return attempt;
    }

    private void refusals(List<CompiledRule> gateRules, HeldGround ground, Attempt attempt) {
        for (int i = 0; i < gateRules.size(); i++) {
            CompiledRule rule = gateRules.get(i);
            if (!binds(rule, ground)) {
                continue;
            }
            int result = rule.test().on(values);
            if (result == Test.YES) {
                attempt.refuse(rule);
            } else if (result == Test.FAULT) {
                attempt.fault(rule);
            }
        }
    }

    private static boolean binds(CompiledRule rule, HeldGround ground) {
        return !ground.lifts(rule.rule().gate()) || (rule.bindingUnder() >>> ground.code() & 1) == 1;
    }

    /** The lowest cap decides; an answer that can't be cut down so far is refused (table A). */
    private void caps(HeldGround ground, Attempt attempt) {
        CompiledRule lowest = null;
        Granularity cap = data.labels().granularity();
        for (int i = 0; i < rules.title.size(); i++) {
            CompiledRule rule = rules.title.get(i);
            int result = binds(rule, ground) ? rule.test().on(values) : Test.NO;
            if (result == Test.FAULT) {
                attempt.fault(rule);
            } else if (result == Test.YES && rule.rule().effect() instanceof Effect.Cap limit) {
                if (limit.upTo().compareTo(cap) < 0) {
                    cap = limit.upTo();
                    lowest = rule;
                }
            } else if (result == Test.YES) {
                attempt.refuse(rule);
            }
        }
        if (lowest == null) {
            return;
        }
        if (!view || cap.compareTo(data.labels().floor()) < 0) {
            attempt.refuse(lowest);
            return;
        }
        attempt.apply(lowest);
        attempt.reduceTo(cap);
        answer(cap, true);
    }

    private void answer(Granularity granularity, boolean reduced) {
        values.set(Fact.ANSWER_GRANULARITY.ordinal(), (long) granularity.ordinal());
        values.set(Fact.ANSWER_REDUCED.ordinal(), reduced);
    }

    private void obligations(HeldGround ground, Attempt attempt) {
        for (int i = 0; i < rules.obligations.size(); i++) {
            CompiledRule rule = rules.obligations.get(i);
            int result = rule.test().on(values);
            if (result == Test.YES) {
                attempt.apply(rule);
            } else if (result == Test.FAULT && ground.emergency()) {
                attempt.forgivenFault(rule);
            } else if (result == Test.FAULT) {
                attempt.fault(rule);
            }
        }
    }
}

package org.suwen.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Seat;
import org.suwen.decision.condition.Values;

/**
 * Passes one request on classes of data through the gates.
 *
 * <p>A permit rests on exactly one ground. Every ground that holds is tried in the rulebook's order: the first that
 * passes every gate without cutting the answer down carries the permit; grounds that hold for some rows only come before
 * what holds for the rest; if none passes, the first one's reasons stand. With no ground the reasons of the gates before
 * it and of the relation gate stand.
 *
 * <p>All of it is used again for the next request, so that answering allocates nothing.
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
final class Evaluation {

    private static final Seat GROUND = Fact.GROUND.seat();
    private static final Seat ANSWER_GRANULARITY = Fact.ANSWER_GRANULARITY.seat();
    private static final Seat ANSWER_REDUCED = Fact.ANSWER_REDUCED.seat();

    private final Facts facts = new Facts();
    private final Found found = new Found();
    private final List<Attempt> attempts = new ArrayList<>(List.of(new Attempt(), new Attempt()));
    private final List<Attempt> someRows = new ArrayList<>();
    private final List<HeldGround> held = new ArrayList<>();
    private final DecisionWriter writer = new DecisionWriter();
    private int[] faultyGrounds = new int[4];
    private int faulty;
    private boolean view;
    private @Nullable Program program;
    private @Nullable RuleSet rules;

    /** Takes up a request. */
    void begin(Program by, Request request) {
        program = by;
        rules = by.rules(request);
        view = request.action() == Action.READ || request.action() == Action.SEARCH;
        facts.begin(request, by, rules.needs);
        writer.begin(by, request, rules.leaves, facts.values());
    }

    /** Forgets the request, so that nothing of a patient stays behind. */
    void end() {
        facts.end();
        writer.end();
    }

    /** The facts as they stand. */
    Facts facts() {
        return facts;
    }

    /** The decision on a class of data. */
    Decision decide(DecisionClass data) {
        facts.take(data);
        someRows.clear();
        Attempt reduced = null;
        Attempt refused = null;
        List<HeldGround> grounds = held();
        for (int i = 0; i < grounds.size(); i++) {
            Attempt attempt = pass(grounds.get(i), data, i);
            if (attempt.denied()) {
                refused = refused == null && !attempt.ground().authorOnly() ? attempt : refused;
            } else if (attempt.conditional()) {
                someRows.add(attempt);
            } else if (!attempt.reduced()) {
                someRows.clear();
                return writer.write(someRows, attempt);
            } else {
                reduced = reduced == null ? attempt : reduced;
            }
        }
        Attempt rest =
                reduced != null ? reduced : refused != null ? refused : pass(HeldGround.NONE, data, grounds.size());
        return writer.write(someRows, rest);
    }

    /** The grounds that hold, in order; those that can't be evaluated are kept aside. */
    List<HeldGround> held() {
        RuleSet set = rules();
        held.clear();
        faulty = 0;
        set.opening.find(facts.values(), found);
        for (int i = 0; i < found.count; i++) {
            int rule = found.rules[i];
            if ((rule & Stage.FAULT) == 0) {
                held.add(set.ground(rule));
            } else {
                if (faulty == faultyGrounds.length) {
                    faultyGrounds = Arrays.copyOf(faultyGrounds, faulty * 2);
                }
                faultyGrounds[faulty++] = rule;
            }
        }
        return held;
    }

    /** Passes all gates under one ground. */
    Attempt pass(HeldGround ground, DecisionClass data, int place) {
        Attempt attempt = attempt(place);
        attempt.begin(ground);
        Values values = facts.values();
        values.place(GROUND, ground.code());
        answer(data.labels().granularity(), false);
        Passage passage = rules().passage(ground);
        refusals(passage.early(), attempt);
        for (int i = 0; i < faulty && !ground.emergency(); i++) {
            attempt.refuse(faultyGrounds[i]);
        }
        if (ground.rule() == null) {
            refusals(passage.relation(), attempt);
            attempt.refuseForWantOfGround();
            return attempt;
        }
        caps(passage.title(), data, attempt);
        refusals(passage.late(), attempt);
        if (!attempt.denied()) {
            obligations(passage.obligations(), attempt);
        }
        return attempt;
    }

    private Attempt attempt(int place) {
        while (attempts.size() <= place) {
            attempts.add(new Attempt());
        }
        return attempts.get(place);
    }

    private void refusals(Stage stage, Attempt attempt) {
        stage.find(facts.values(), found);
        for (int i = 0; i < found.count; i++) {
            refuse(found.rules[i], attempt);
        }
    }

    private void refuse(int ruleOrFault, Attempt attempt) {
        if ((ruleOrFault & Stage.FAULT) != 0
                && program().rule(ruleOrFault & ~Stage.FAULT).isForgivenUnder(attempt.ground())) {
            attempt.forgiveFault(ruleOrFault);
        } else {
            attempt.refuse(ruleOrFault);
        }
    }

    /** The lowest cap decides; an answer that can't be cut down so far is refused (table A). */
    private void caps(Stage stage, DecisionClass data, Attempt attempt) {
        stage.find(facts.values(), found);
        CompiledRule lowest = null;
        Granularity cap = data.labels().granularity();
        for (int i = 0; i < found.count; i++) {
            CompiledRule rule = program().rule(found.rules[i] & ~Stage.FAULT);
            if ((found.rules[i] & Stage.FAULT) == 0 && rule.rule().effect() instanceof Effect.Cap limit) {
                if (limit.upTo().compareTo(cap) < 0) {
                    cap = limit.upTo();
                    lowest = rule;
                }
            } else {
                refuse(found.rules[i], attempt);
            }
        }
        if (lowest == null) {
            return;
        }
        if (!view || cap.compareTo(data.labels().floor()) < 0) {
            attempt.refuse(lowest.index());
            return;
        }
        attempt.apply(lowest);
        attempt.reduceTo(cap);
        answer(cap, true);
    }

    private void answer(Granularity granularity, boolean reduced) {
        facts.values().place(ANSWER_GRANULARITY, granularity.ordinal());
        facts.values().set(ANSWER_REDUCED, reduced);
    }

    private void obligations(Stage stage, Attempt attempt) {
        stage.find(facts.values(), found);
        for (int i = 0; i < found.count; i++) {
            if ((found.rules[i] & Stage.FAULT) == 0) {
                attempt.apply(program().rule(found.rules[i]));
            } else {
                refuse(found.rules[i], attempt);
            }
        }
    }

    private Program program() {
        if (program == null) {
            throw new IllegalStateException("no request was taken up");
        }
        return program;
    }

    private RuleSet rules() {
        if (rules == null) {
            throw new IllegalStateException("no request was taken up");
        }
        return rules;
    }
}

package org.suwen.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.suwen.decision.condition.ClauseIndex;
import org.suwen.decision.condition.Codes;
import org.suwen.decision.condition.Seat;

/** The rules in scope of one kind of request, sorted by where they run. */
final class RuleSet {

    private static final Seat GROUND = Fact.GROUND.seat();

    /** Gates before the ground is looked for. */
    final List<CompiledRule> early = new ArrayList<>();

    final List<HeldGround> grounds = new ArrayList<>();
    final List<CompiledRule> relation = new ArrayList<>();
    final List<CompiledRule> title = new ArrayList<>();
    final List<CompiledRule> late = new ArrayList<>();
    final List<CompiledRule> obligations = new ArrayList<>();

    /** Finds the grounds that hold. */
    final Stage opening;

    /** The facts these rules ask for. */
    final Needs needs;

    final Leaves leaves = new Leaves();

    private final Codes codes;

    private final Map<List<ClauseIndex.Entry>, Stage> stages = new ConcurrentHashMap<>();

    /** Grounds at their rule's place; these come early, for no hospital adds one. */
    private final @Nullable HeldGround[] groundsByRule;

    private final AtomicReferenceArray<@Nullable Passage> passages;

    /** Sorts rules, which stand in the rulebook's order. */
    RuleSet(List<CompiledRule> rules, Codes codes) {
        this.codes = codes;
        Map<HeldGround.Kind, Integer> places = new HashMap<>(Map.of(HeldGround.NONE.kind(), 0));
        rules.forEach(rule -> add(rule, places));
        List<CompiledRule> opens = new ArrayList<>();
        grounds.forEach(ground -> {
            if (ground.rule() != null) {
                opens.add(ground.rule());
            }
        });
        opening = new Stage(Stage.entries(opens), codes);
        groundsByRule =
                new HeldGround[opens.isEmpty() ? 0 : opens.get(opens.size() - 1).index() + 1];
        grounds.forEach(ground -> {
            if (ground.rule() != null) {
                groundsByRule[ground.rule().index()] = ground;
            }
        });
        needs = new Needs(rules);
        passages = new AtomicReferenceArray<>(places.size());
    }

    private void add(CompiledRule rule, Map<HeldGround.Kind, Integer> places) {
        switch (rule.rule().gate()) {
            case ENVIRONMENT, BLOCK, ROLE, PURPOSE, LICENCE, DEVICE, STUDY -> early.add(rule);
            case GROUND -> {
                HeldGround ground = HeldGround.of(rule, places);
                grounds.add(ground);
            }
            case RELATION -> relation.add(rule);
            case TITLE -> title.add(rule);
            case BASIS, CONSENT -> late.add(rule);
            case OBLIGATION -> obligations.add(rule);
        }
    }

    /** The ground a rule opens. */
    HeldGround ground(int rule) {
        HeldGround ground = groundsByRule[rule];
        if (ground == null) {
            throw new IllegalStateException("rule " + rule + " opens no ground");
        }
        return ground;
    }

    /** The gates under a ground; grounds of the same name that lift the same share them. */
    Passage passage(HeldGround ground) {
        Passage known = passages.get(ground.passage());
        if (known != null) {
            return known;
        }
        Passage made = Passage.under(ground, this);
        passages.set(ground.passage(), made);
        return made;
    }

    /** Those of these rules that count and can speak under a ground; grounds with the same ones share the stage. */
    Stage stage(HeldGround ground, List<CompiledRule> rules) {
        List<ClauseIndex.Entry> entries =
                Stage.entries(rules.stream().filter(rule -> rule.binds(ground)).toList());
        List<ClauseIndex.Entry> possible = entries.stream()
                .filter(entry -> entry.clause().allows(GROUND, ground.code()))
                .toList();
        return stages.computeIfAbsent(possible, unseen -> new Stage(possible, codes));
    }
}

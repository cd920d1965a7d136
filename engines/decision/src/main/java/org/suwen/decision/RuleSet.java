package org.suwen.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The rules in scope of one kind of request, sorted by where they run. */
final class RuleSet {

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

    private final Map<Integer, HeldGround> groundsByRule = new HashMap<>();
    private final AtomicReferenceArray<@Nullable Passage> passages;

    /** Sorts rules, which stand in the rulebook's order. */
    RuleSet(List<CompiledRule> rules) {
        Map<HeldGround.Kind, Integer> places = new HashMap<>(Map.of(HeldGround.NONE.kind(), 0));
        rules.forEach(rule -> add(rule, places));
        List<CompiledRule> opens = new ArrayList<>();
        grounds.forEach(ground -> {
            if (ground.rule() != null) {
                opens.add(ground.rule());
            }
        });
        opening = Stage.of(opens);
        needs = new Needs(rules);
        passages = new AtomicReferenceArray<>(places.size());
    }

    private void add(CompiledRule rule, Map<HeldGround.Kind, Integer> places) {
        switch (rule.rule().gate()) {
            case ENVIRONMENT, BLOCK, ROLE, PURPOSE, LICENCE, DEVICE, STUDY -> early.add(rule);
            case GROUND -> {
                HeldGround ground = HeldGround.of(rule, places);
                grounds.add(ground);
                groundsByRule.put(rule.index(), ground);
            }
            case RELATION -> relation.add(rule);
            case TITLE -> title.add(rule);
            case BASIS, CONSENT -> late.add(rule);
            case OBLIGATION -> obligations.add(rule);
        }
    }

    /** The ground a rule opens. */
    HeldGround ground(int rule) {
        HeldGround ground = groundsByRule.get(rule);
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
}

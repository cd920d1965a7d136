package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;

/** The rules in scope of one kind of request, sorted by where they run. */
final class RuleSet {

    /** Gates before the ground is looked for, then the one that says which ground is missing. */
    final List<CompiledRule> early = new ArrayList<>();

    final List<HeldGround> grounds = new ArrayList<>();
    final List<CompiledRule> relation = new ArrayList<>();
    final List<CompiledRule> title = new ArrayList<>();
    final List<CompiledRule> late = new ArrayList<>();
    final List<CompiledRule> obligations = new ArrayList<>();
    final Leaf root = new Leaf();

    void add(CompiledRule rule) {
        switch (rule.rule().gate()) {
            case ENVIRONMENT, BLOCK, ROLE, PURPOSE, LICENCE, DEVICE, STUDY -> early.add(rule);
            case GROUND -> grounds.add(HeldGround.of(rule));
            case RELATION -> relation.add(rule);
            case TITLE -> title.add(rule);
            case BASIS, CONSENT -> late.add(rule);
            case OBLIGATION -> obligations.add(rule);
        }
    }
}

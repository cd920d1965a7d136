package org.suwen.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.suwen.decision.condition.Attribute;
import org.suwen.decision.condition.Condition;
import org.suwen.decision.condition.Test;
import org.suwen.decision.condition.Values;

/** Runs every rule in scope and says what became of it; slow, for people who ask why. */
final class Explainer {

    private final Program program;
    private final Evaluation evaluation = new Evaluation();
    private final RuleSet rules;
    private final DecisionClass data;
    private final List<RuleTrace> traces = new ArrayList<>();

    Explainer(Program program, Request request, DecisionClass data) {
        this.program = program;
        this.rules = program.rules(request);
        this.data = data;
        evaluation.begin(program, request);
    }

    List<RuleTrace> traces() {
        evaluation.facts().take(data);
        List<HeldGround> held = new ArrayList<>(evaluation.held());
        rules.grounds.forEach(ground -> trace(ground.rule(), Grounds.NONE, HeldGround.NONE));
        if (held.isEmpty()) {
            held.add(HeldGround.NONE);
        }
        for (HeldGround ground : held) {
            var unused = evaluation.pass(ground, data, 0);
            String name = Grounds.ALL.get(ground.code());
            rules.early.forEach(rule -> trace(rule, name, ground));
            if (ground.rule() == null) {
                rules.relation.forEach(rule -> trace(rule, name, ground));
                continue;
            }
            rules.title.forEach(rule -> trace(rule, name, ground));
            rules.late.forEach(rule -> trace(rule, name, ground));
            rules.obligations.forEach(rule -> trace(rule, name, ground));
        }
        return traces;
    }

    private void trace(@Nullable CompiledRule rule, String ground, HeldGround under) {
        if (rule == null) {
            return;
        }
        boolean lifted = rule.rule().gate() != Gate.GROUND && !rule.binds(under);
        int result = rule.test().on(values());
        RuleTrace.Outcome outcome = lifted
                ? RuleTrace.Outcome.LIFTED
                : switch (result) {
                    case Test.YES -> RuleTrace.Outcome.HOLDS;
                    case Test.NO -> RuleTrace.Outcome.FAILS;
                    default -> RuleTrace.Outcome.FAULTS;
                };
        List<String> failed =
                result == Test.YES ? List.of() : failed(rule.rule().when());
        traces.add(new RuleTrace(rule.rule().id(), rule.rule().gate(), ground, outcome, failed));
    }

    private List<String> failed(Condition condition) {
        List<String> failed = new ArrayList<>();
        for (Condition part : condition.conjuncts()) {
            if (part.compile(program.parameters()).on(values()) != Test.YES) {
                failed.add(part.text() + seen(part));
            }
        }
        return failed;
    }

    private String seen(Condition part) {
        StringJoiner seen = new StringJoiner(", ", " (", ")");
        seen.setEmptyValue("");
        for (String name : part.attributes()) {
            Attribute attribute = RuleSchema.schema().find(name).orElseThrow();
            String value = values().text(attribute);
            seen.add(name + " = " + (value.isEmpty() ? "nothing" : value));
        }
        return seen.toString();
    }

    private Values values() {
        return evaluation.facts().values();
    }
}

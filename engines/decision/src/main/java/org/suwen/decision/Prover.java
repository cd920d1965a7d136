package org.suwen.decision;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.classification.Granularity;
import org.suwen.decision.condition.Clause;
import org.suwen.decision.condition.Diagram;
import org.suwen.decision.condition.Diagrams;
import org.suwen.decision.condition.Test;

/**
 * Checks a rulebook over every question there can be, by decision diagrams rather than by trying them.
 *
 * <p>What may be permitted under each ground is worked out as a set of questions; a property is proven when no question it
 * forbids is among them. The set is never too small: a permit that an earlier ground would have carried is counted too,
 * and tests of open values, such as a number above a limit, come out either way. So what is proven holds; a counterexample
 * is a question whose permit should be looked at. Not safe for use from more than one thread.
 */
@SuppressWarnings("EnumOrdinal") // places and bits live in memory only and are never stored
public final class Prover {

    private final Program program;
    private final Diagrams diagrams;
    private final Diagram space;
    private final Map<List<Clause>, Diagram> sets = new HashMap<>();

    private final Map<Word, Diagram> values = new HashMap<>();

    /** What may be permitted, by the rules that speak; made when first asked for. */
    private final Map<Passed, Diagram> permitted = new HashMap<>();

    /** Rules that speak, and whether an answer can be cut down. */
    private record Passed(RuleSet rules, boolean view) {}

    private record Word(Fact fact, int place) {}

    /** A kind of request. */
    record Cell(Action action, Purpose purpose, Role role, ActorKind kind) {}

    /** For a rulebook with the parameters of a day. */
    public Prover(Rulebook rulebook, LocalDate day) {
        this(rulebook, day, new Diagrams(RuleSchema.schema()));
    }

    private Prover(Rulebook rulebook, LocalDate day, Diagrams shared) {
        diagrams = shared;
        program = new Program(rulebook, day, null);
        space = FactSpace.all(diagrams);
    }

    /** A prover of another rulebook, much quicker where it has rules in common with this one's. */
    public Prover ofAnother(Rulebook rulebook, LocalDate day) {
        return new Prover(rulebook, day, diagrams);
    }

    /** What its sets are made with. */
    Diagrams diagrams() {
        return diagrams;
    }

    /** All questions. */
    Diagram space() {
        return space;
    }

    /** Checks a property over the whole space. */
    public Proof prove(Property property) {
        Diagram never = set(property.never().clauses(program.parameters(), Test.YES));
        for (Cell cell : cells(property.scope())) {
            Diagram against = diagrams.and(permitted(cell), never);
            Optional<Map<String, String>> example = diagrams.example(against);
            if (example.isPresent()) {
                return new Proof(property, example);
            }
        }
        return new Proof(property, Optional.empty());
    }

    /** Rules that can't make a difference, in the rulebook's order. */
    public List<RuleFinding> idleRules() {
        List<RuleFinding> findings = new ArrayList<>();
        for (int i = 0; i < program.rulebook().rules().size(); i++) {
            CompiledRule rule = program.rule(i);
            Diagram holds = reach(rule, diagrams.and(space, set(rule.holds())));
            if (holds == diagrams.no()) {
                findings.add(new RuleFinding(rule.rule().id(), RuleFinding.Kind.NEVER_HOLDS, Optional.empty()));
            } else if (reach(rule, diagrams.without(holds, earlier(rule))) == diagrams.no()) {
                findings.add(new RuleFinding(rule.rule().id(), RuleFinding.Kind.SHADOWED, diagrams.example(holds)));
            }
        }
        return findings;
    }

    /** The questions in which an earlier rule of the same gate says the same. */
    private Diagram earlier(CompiledRule rule) {
        Diagram said = diagrams.no();
        for (int i = 0; i < rule.index(); i++) {
            CompiledRule other = program.rule(i);
            boolean same = other.rule().gate() == rule.rule().gate()
                    && other.rule().effect().equals(rule.rule().effect())
                    && other.rule().evenUnder().containsAll(rule.rule().evenUnder());
            if (same) {
                said = diagrams.or(said, reach(other, set(other.holds())));
            }
        }
        return said;
    }

    /** Those of the questions that lie in a rule's scope. */
    private Diagram reach(CompiledRule rule, Diagram set) {
        Scope scope = rule.rule().scope();
        Diagram in = diagrams.and(set, oneOf(Fact.REQUEST_ACTION, scope.actions()));
        in = diagrams.and(in, oneOf(Fact.REQUEST_PURPOSE, scope.purposes()));
        in = diagrams.and(in, oneOf(Fact.ACTOR_ROLE, scope.roles()));
        return diagrams.and(in, oneOf(Fact.ACTOR_KIND, scope.kinds()));
    }

    private Diagram oneOf(Fact fact, Iterable<? extends Enum<?>> constants) {
        Diagram any = diagrams.no();
        boolean none = true;
        for (Enum<?> constant : constants) {
            any = diagrams.or(any, value(fact, constant.ordinal()));
            none = false;
        }
        return none ? diagrams.yes() : any;
    }

    /** How many questions the space holds; see {@link FactSpace}. */
    public BigInteger size() {
        return FactSpace.size(diagrams.tests());
    }

    static List<Cell> cells(Scope scope) {
        List<Cell> cells = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Purpose purpose : Purpose.values()) {
                for (Role role : Role.values()) {
                    for (ActorKind kind : ActorKind.values()) {
                        if (scope.covers(action, purpose, role, kind)) {
                            cells.add(new Cell(action, purpose, role, kind));
                        }
                    }
                }
            }
        }
        return cells;
    }

    /** The questions of a kind. */
    Diagram asked(Cell cell) {
        Diagram who = diagrams.and(
                value(Fact.ACTOR_KIND, cell.kind().ordinal()),
                value(Fact.ACTOR_ROLE, cell.role().ordinal()));
        Diagram what = diagrams.and(
                value(Fact.REQUEST_ACTION, cell.action().ordinal()),
                value(Fact.REQUEST_PURPOSE, cell.purpose().ordinal()));
        return diagrams.and(who, what);
    }

    private Diagram value(Fact fact, int place) {
        return values.computeIfAbsent(
                new Word(fact, place),
                word -> diagrams.of(List.of(Clause.equal(RuleSchema.schema(), fact.attribute(), place))));
    }

    private Diagram set(List<Clause> clauses) {
        Diagram known = sets.get(clauses);
        if (known == null) {
            known = diagrams.of(clauses);
            sets.put(clauses, known);
        }
        return known;
    }

    /** The questions of a kind that some ground carries through all gates. */
    private Diagram permitted(Cell cell) {
        Diagram carried = carried(cell);
        return carried == diagrams.no() ? carried : diagrams.and(asked(cell), carried);
    }

    /** The questions that some ground carries through all gates, other kinds with the same rules among them. */
    Diagram carried(Cell cell) {
        RuleSet rules = program.rules(cell.action(), cell.purpose(), cell.role(), cell.kind());
        boolean view = cell.action() == Action.READ || cell.action() == Action.SEARCH;
        Diagram carried = permitted.get(new Passed(rules, view));
        if (carried == null) {
            carried = carried(rules, view);
            permitted.put(new Passed(rules, view), carried);
        }
        return carried;
    }

    /** The questions that some ground carries through all gates, whatever kind of request brings these rules. */
    private Diagram carried(RuleSet rules, boolean view) {
        Diagram faulty = diagrams.no();
        for (HeldGround ground : rules.grounds) {
            faulty = ground.rule() == null
                    ? faulty
                    : diagrams.or(faulty, set(ground.rule().faults()));
        }
        Diagram any = diagrams.no();
        for (HeldGround ground : rules.grounds) {
            any = diagrams.or(any, carried(rules, ground, faulty, view));
        }
        return any;
    }

    /** The questions that one ground carries through all gates. */
    private Diagram carried(RuleSet rules, HeldGround ground, Diagram faulty, boolean view) {
        if (ground.rule() == null) {
            return diagrams.no();
        }
        Diagram open = diagrams.and(
                value(Fact.GROUND, ground.code()), set(ground.rule().holds()));
        open = diagrams.and(open, space);
        open = ground.emergency() ? open : diagrams.without(open, faulty);
        open = refused(rules.early, ground, open);
        open = answered(rules.title, ground, open, view);
        open = refused(rules.late, ground, open);
        for (CompiledRule rule : rules.obligations) {
            open = evaluated(rule, ground, open);
        }
        return open;
    }

    private Diagram refused(List<CompiledRule> gate, HeldGround ground, Diagram open) {
        Diagram left = open;
        for (CompiledRule rule : gate) {
            if (rule.binds(ground)) {
                left = evaluated(rule, ground, diagrams.without(left, set(rule.holds())));
            }
        }
        return left;
    }

    /** Without the questions in which a rule's fault refuses. */
    private Diagram evaluated(CompiledRule rule, HeldGround ground, Diagram open) {
        return rule.isForgivenUnder(ground) ? open : diagrams.without(open, set(rule.faults()));
    }

    /** The same questions with how much the answer tells, without those that can't be cut down so far. */
    private Diagram answered(List<CompiledRule> title, HeldGround ground, Diagram open, boolean view) {
        List<CompiledRule> refusals = title.stream()
                .filter(rule -> !(rule.rule().effect() instanceof Effect.Cap))
                .toList();
        Diagram left = refused(refusals, ground, open);
        Diagram answers = diagrams.no();
        Diagram lower = diagrams.no();
        for (Granularity upTo : Granularity.values()) {
            Diagram capped = diagrams.no();
            for (CompiledRule rule : title) {
                if (rule.binds(ground) && rule.rule().effect() instanceof Effect.Cap cap) {
                    left = evaluated(rule, ground, left);
                    capped = cap.upTo() == upTo ? diagrams.or(capped, set(rule.holds())) : capped;
                }
            }
            Diagram here =
                    diagrams.and(diagrams.without(capped, lower), ranked(Fact.DATA_GRANULARITY, upTo.ordinal() + 1, 2));
            Diagram cut = diagrams.and(here, ranked(Fact.DATA_FLOOR, 0, upTo.ordinal()));
            answers = view ? diagrams.or(answers, diagrams.and(cut, answer(upTo, true))) : answers;
            Diagram whole = diagrams.without(value(Fact.DATA_GRANULARITY, upTo.ordinal()), lower);
            answers = diagrams.or(answers, diagrams.and(whole, answer(upTo, false)));
            lower = diagrams.or(lower, capped);
        }
        return diagrams.and(left, answers);
    }

    private Diagram ranked(Fact fact, int from, int to) {
        Diagram any = diagrams.no();
        for (int place = from; place <= to; place++) {
            any = diagrams.or(any, value(fact, place));
        }
        return any;
    }

    /** The questions whose answer tells so much. */
    Diagram answer(Granularity granularity, boolean reduced) {
        return diagrams.and(
                value(Fact.ANSWER_REDUCED, reduced ? 1 : 0), value(Fact.ANSWER_GRANULARITY, granularity.ordinal()));
    }
}

package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns a condition into the clauses in which it comes out in one of the three ways of Kleene's logic: it holds, it
 * fails, or it can't be evaluated because a value is absent.
 */
final class ClauseCompiler {

    /** A condition with more clauses is tested as a whole. */
    private static final int MAX_CLAUSES = 64;

    /** A choice between more words is tested as a whole. */
    private static final int MAX_CHOICE = 8;

    private final Layout layout;
    private final Compiler compiler;

    ClauseCompiler(Schema schema, Map<String, Value> parameters) {
        this.layout = schema.layout();
        this.compiler = new Compiler(parameters);
    }

    /** The clauses in which a condition comes out so: {@link Test#YES}, {@link Test#NO} or {@link Test#FAULT}. */
    List<Clause> clauses(Expression expression, int outcome) {
        return switch (expression) {
            case Expression.Or or -> joined(or, or.left(), or.right(), outcome, Test.YES);
            case Expression.And and -> joined(and, and.left(), and.right(), outcome, Test.NO);
            case Expression.Not not -> clauses(not.inner(), opposite(outcome));
            case Expression.Bool bool -> constant(bool.value(), outcome);
            case Expression.Param param -> constant(((Value.Flag) compiler.value(param)).value(), outcome);
            case Expression.Has has -> present(has.attribute().index(), outcome);
            case Expression.Read read ->
                outcome == Test.FAULT ? absent(read) : yesOrNo(read.attribute().index(), outcome == Test.YES);
            case Expression.Compare compare ->
                outcome == Test.FAULT ? absent(compare) : compare(compare, outcome == Test.YES);
            case Expression.Whole whole -> open(whole, outcome);
            case Expression.Span span -> open(span, outcome);
            case Expression.Word word -> open(word, outcome);
            case Expression.Words words -> open(words, outcome);
        };
    }

    private static int opposite(int outcome) {
        return outcome == Test.FAULT ? Test.FAULT : Test.YES - outcome;
    }

    /** Two parts, of which one alone can bring about the deciding outcome: yes for "or", no for "and". */
    private List<Clause> joined(Expression whole, Expression left, Expression right, int outcome, int deciding) {
        List<Clause> clauses = new ArrayList<>();
        if (outcome == deciding) {
            clauses.addAll(clauses(left, outcome));
            clauses.addAll(clauses(right, outcome));
        } else if (outcome == opposite(deciding)) {
            both(clauses(left, outcome), clauses(right, outcome), clauses);
        } else {
            List<Clause> leftFaults = clauses(left, Test.FAULT);
            List<Clause> rightFaults = clauses(right, Test.FAULT);
            both(leftFaults, rightFaults, clauses);
            both(leftFaults, leftFaults.isEmpty() ? List.of() : clauses(right, opposite(deciding)), clauses);
            both(rightFaults.isEmpty() ? List.of() : clauses(left, opposite(deciding)), rightFaults, clauses);
        }
        List<Clause> fewest = clauses.size() > MAX_CLAUSES * MAX_CHOICE ? clauses : withoutRepeats(clauses);
        return fewest.size() > MAX_CLAUSES ? open(whole, outcome) : fewest;
    }

    private static void both(List<Clause> left, List<Clause> right, List<Clause> into) {
        for (Clause first : left) {
            for (Clause second : right) {
                first.and(second).ifPresent(into::add);
            }
        }
    }

    /** One of the values it reads is absent. */
    private List<Clause> absent(Expression expression) {
        List<Clause> clauses = new ArrayList<>();
        Walk.over(expression, part -> {
            if (part instanceof Expression.Read read && read.attribute().optional()) {
                clauses.addAll(present(read.attribute().index(), Test.NO));
            }
        });
        return clauses;
    }

    private static List<Clause> withoutRepeats(List<Clause> clauses) {
        List<Clause> kept = new ArrayList<>();
        for (Clause clause : clauses) {
            if (kept.stream().noneMatch(clause::within)) {
                kept.removeIf(other -> other.within(clause));
                kept.add(clause);
            }
        }
        return kept;
    }

    private List<Clause> constant(boolean value, int outcome) {
        return outcome == (value ? Test.YES : Test.NO) ? List.of(Clause.always(layout.size())) : List.of();
    }

    private List<Clause> present(int index, int outcome) {
        if (outcome == Test.FAULT) {
            return List.of();
        }
        long bit = layout.present(index);
        return List.of(Clause.bits(layout.size(), layout.word(index), bit, outcome == Test.YES ? bit : 0));
    }

    private List<Clause> yesOrNo(int index, boolean wanted) {
        return List.of(standing(index, 1, wanted ? 1 : 0));
    }

    /** It is there, and of these bits of its value those stand. */
    private Clause standing(int index, long care, long want) {
        long present = layout.present(index);
        int shift = layout.shift(index);
        return Clause.bits(layout.size(), layout.word(index), (care << shift) | present, (want << shift) | present);
    }

    private List<Clause> open(Expression expression, int outcome) {
        String name = SourcePrinter.print(expression) + values(expression);
        return withValues(expression, new Clause.Open(name, compiler.test(expression), outcome, null), outcome);
    }

    /** The values of the parameters in it: with other values it is another test. */
    private String values(Expression expression) {
        StringBuilder text = new StringBuilder();
        Walk.over(expression, part -> {
            if (part instanceof Expression.Param param) {
                text.append(text.isEmpty() ? " with " : ", ").append(compiler.value(param));
            }
        });
        return text.toString();
    }

    /** An open test that comes out as yes or no has its values. */
    private List<Clause> withValues(Expression expression, Clause.Open open, int outcome) {
        Clause[] clause = {Clause.open(layout.size(), open)};
        boolean compare = expression instanceof Expression.Compare;
        Walk.over(expression, part -> {
            if (compare && outcome != Test.FAULT && part instanceof Expression.Read read) {
                long bit = layout.present(read.attribute().index());
                Clause there =
                        Clause.bits(layout.size(), layout.word(read.attribute().index()), bit, bit);
                clause[0] = clause[0].and(there).orElseThrow();
            }
        });
        return List.of(clause[0]);
    }

    private List<Clause> open(Expression.Compare compare, boolean wanted) {
        return open(compare, wanted ? Test.YES : Test.NO);
    }

    private List<Clause> compare(Expression.Compare compare, boolean wanted) {
        if (compare.left() instanceof Expression.Read read && isConstant(compare.right())) {
            return switch (layout.form(read.attribute().index())) {
                case ONE_OF, YES_OR_NO -> oneOf(compare, read.attribute(), wanted);
                case SOME_OF -> someOf(compare, read.attribute(), compare.right(), wanted);
                case OBJECT -> text(compare, read.attribute(), wanted);
                case NUMBER -> open(compare, wanted);
            };
        }
        if (compare.right() instanceof Expression.Read read
                && compare.operator() == Operator.IN
                && compare.left() instanceof Expression.Word
                && layout.form(read.attribute().index()) == Layout.Form.SOME_OF) {
            return someOf(compare, read.attribute(), compare.left(), wanted);
        }
        return open(compare, wanted);
    }

    private static boolean isConstant(Expression expression) {
        return switch (expression) {
            case Expression.Bool bool -> true;
            case Expression.Param param -> true;
            case Expression.Whole whole -> true;
            case Expression.Span span -> true;
            case Expression.Word word -> true;
            case Expression.Words words -> true;
            case Expression.Or or -> false;
            case Expression.And and -> false;
            case Expression.Not not -> false;
            case Expression.Compare compare -> false;
            case Expression.Has has -> false;
            case Expression.Read read -> false;
        };
    }

    /** The values for which the comparison comes out so, found by trying each. */
    private List<Clause> oneOf(Expression.Compare compare, Attribute attribute, boolean wanted) {
        int index = attribute.index();
        boolean flag = layout.form(index) == Layout.Form.YES_OR_NO;
        int size = flag ? 2 : attribute.type().domain().size();
        Test test = compiler.test(compare);
        Values values = new Values(layout);
        long allowed = 0;
        for (int value = 0; value < size; value++) {
            values.set(index, (long) value);
            allowed |= (test.on(values) == Test.YES) == wanted ? 1L << value : 0;
        }
        if (allowed == 0) {
            return List.of();
        }
        if (flag) {
            return List.of(allowed == 3 ? standing(index, 0, 0) : standing(index, 1, allowed == 2 ? 1 : 0));
        }
        long all = size == Long.SIZE ? -1L : (1L << size) - 1;
        return List.of(
                Long.bitCount(allowed) == 1 ? standing(index, all, allowed) : standing(index, all & ~allowed, 0));
    }

    private List<Clause> someOf(Expression.Compare compare, Attribute attribute, Expression constant, boolean wanted) {
        long bits =
                new CompareCompiler(compiler).bits(constant, attribute.type().domain());
        boolean all = compare.operator() == Operator.CONTAINS_ALL;
        if (all == wanted || Long.bitCount(bits) == 1) {
            return List.of(standing(attribute.index(), bits, wanted ? bits : 0));
        }
        // what is left: one of them stands, or one of them is missing
        return Long.bitCount(bits) > MAX_CHOICE ? open(compare, wanted) : each(attribute.index(), bits, wanted);
    }

    private List<Clause> each(int index, long bits, boolean stands) {
        List<Clause> clauses = new ArrayList<>();
        for (long left = bits; left != 0; left &= left - 1) {
            long bit = Long.lowestOneBit(left);
            clauses.add(standing(index, bit, stands ? bit : 0));
        }
        return clauses;
    }

    /** A free text that must equal one word, or one of some, can be looked up by it. */
    private List<Clause> text(Expression.Compare compare, Attribute attribute, boolean wanted) {
        boolean unequal = compare.operator() == Operator.UNEQUAL;
        boolean asked = unequal || compare.operator() == Operator.EQUAL || compare.operator() == Operator.IN;
        Optional<Set<String>> words = new CompareCompiler(compiler).words(compare.right());
        if (!asked || words.isEmpty() || words.get().size() > MAX_CHOICE) {
            return open(compare, wanted);
        }
        List<Clause> clauses = new ArrayList<>();
        Optional<Clause> none = Optional.of(Clause.always(layout.size()));
        for (String word : new TreeSet<>(words.get())) {
            clauses.addAll(equal(compare, attribute, word, Test.YES));
            Clause other = equal(compare, attribute, word, Test.NO).get(0);
            none = none.flatMap(clause -> clause.and(other));
        }
        return wanted == unequal ? none.map(List::of).orElse(List.of()) : clauses;
    }

    private List<Clause> equal(Expression.Compare compare, Attribute attribute, String word, int outcome) {
        Test test = values -> word.equals(values.object(attribute.index())) ? Test.YES : Test.NO;
        String name = attribute.name() + " == \"" + word + "\"";
        Clause.Key key = new Clause.Key(attribute.index(), word);
        return withValues(compare, new Clause.Open(name, test, outcome, outcome == Test.YES ? key : null), outcome);
    }
}

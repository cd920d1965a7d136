package org.suwen.decision.condition;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;

/** Finds the type of each part of a condition and refuses what makes no sense. */
final class Checker {

    private Checker() {}

    static Type type(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> logical(or.left(), or.right());
            case Expression.And and -> logical(and.left(), and.right());
            case Expression.Not not -> bool(not.inner());
            case Expression.Compare compare -> comparison(compare);
            case Expression.Has has -> Type.BOOL;
            case Expression.Read read -> read.attribute().type();
            case Expression.Param param -> param.type();
            case Expression.Bool bool -> Type.BOOL;
            case Expression.Whole whole -> Type.NUMBER;
            case Expression.Span span -> Type.DURATION;
            case Expression.Word word -> Type.TEXT;
            case Expression.Words words -> Type.SET;
        };
    }

    private static Type logical(Expression left, Expression right) {
        bool(left);
        return bool(right);
    }

    @CanIgnoreReturnValue
    static Type bool(Expression expression) {
        Type type = type(expression);
        if (type.kind() != Type.Kind.BOOL) {
            throw new ConditionException(expression.place(), "a yes or no is needed here, not a " + type.kind());
        }
        return type;
    }

    private static Type comparison(Expression.Compare compare) {
        Type left = type(compare.left());
        Type right = type(compare.right());
        switch (compare.operator()) {
            case EQUAL, UNEQUAL -> same(compare, left, right);
            case LESS, AT_MOST, MORE, AT_LEAST -> ranked(compare, left, right);
            case IN -> member(compare, left, right);
            case CONTAINS -> kinds(compare, left, right, Type.Kind.SET, Type.Kind.TEXT);
            case CONTAINS_ANY, CONTAINS_ALL -> kinds(compare, left, right, Type.Kind.SET, Type.Kind.SET);
        }
        domains(compare, left, right);
        return Type.BOOL;
    }

    private static void same(Expression.Compare compare, Type left, Type right) {
        boolean comparable =
                switch (left.kind()) {
                    case BOOL, NUMBER, DURATION, TEXT -> left.kind() == right.kind();
                    case SET, ADDRESS, NETWORKS -> false;
                };
        refuseUnless(comparable, compare, left, right);
    }

    private static void ranked(Expression.Compare compare, Type left, Type right) {
        boolean ranked = left.kind() == right.kind()
                && switch (left.kind()) {
                    case NUMBER, DURATION -> true;
                    case TEXT -> left.ordered() || right.ordered();
                    case BOOL, SET, ADDRESS, NETWORKS -> false;
                };
        refuseUnless(ranked, compare, left, right);
    }

    private static void member(Expression.Compare compare, Type left, Type right) {
        boolean member = (left.kind() == Type.Kind.TEXT && right.kind() == Type.Kind.SET)
                || (left.kind() == Type.Kind.ADDRESS && right.kind() == Type.Kind.NETWORKS);
        refuseUnless(member, compare, left, right);
    }

    private static void kinds(
            Expression.Compare compare, Type left, Type right, Type.Kind wantedLeft, Type.Kind wantedRight) {
        refuseUnless(left.kind() == wantedLeft && right.kind() == wantedRight, compare, left, right);
    }

    private static void refuseUnless(boolean allowed, Expression.Compare compare, Type left, Type right) {
        if (!allowed) {
            throw new ConditionException(
                    compare.place(),
                    "`" + compare.operator() + "` can't compare a " + left.kind() + " with a " + right.kind());
        }
    }

    /** Words written out must belong to the other side's domain; two domains must be the same one. */
    private static void domains(Expression.Compare compare, Type left, Type right) {
        if (left.domain().isEmpty() && right.domain().isEmpty()) {
            return;
        }
        if (!left.domain().isEmpty() && !right.domain().isEmpty()) {
            refuseUnless(left.domain().equals(right.domain()), compare, left, right);
            return;
        }
        Expression written = left.domain().isEmpty() ? compare.left() : compare.right();
        List<String> domain = left.domain().isEmpty() ? right.domain() : left.domain();
        switch (written) {
            case Expression.Word word -> known(word, domain);
            case Expression.Words words -> words.values().forEach(word -> known(word, domain));
            case Expression.Param param -> {} // checked when the parameter's value is put in
            default ->
                throw new ConditionException(
                        written.place(), "this can't be compared with one of " + String.join(", ", domain));
        }
    }

    private static void known(Expression.Word word, List<String> domain) {
        if (!domain.contains(word.value())) {
            throw new ConditionException(
                    word.place(), "`" + word.value() + "` is not one of " + String.join(", ", domain));
        }
    }
}

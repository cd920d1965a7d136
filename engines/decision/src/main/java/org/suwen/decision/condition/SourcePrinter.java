package org.suwen.decision.condition;

import java.util.stream.Collectors;

/** Writes a condition the way it is read, with the fewest brackets. */
final class SourcePrinter {

    private SourcePrinter() {}

    static String print(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> print(or.left()) + " || " + print(or.right());
            case Expression.And and -> bracketed(and.left()) + " && " + bracketed(and.right());
            case Expression.Not not -> "!" + tight(not.inner());
            case Expression.Compare compare ->
                print(compare.left()) + " " + compare.operator() + " " + print(compare.right());
            case Expression.Has has -> "has " + has.attribute().name();
            case Expression.Read read -> read.attribute().name();
            case Expression.Param param -> "param(\"" + param.name() + "\")";
            case Expression.Bool bool -> String.valueOf(bool.value());
            case Expression.Whole whole -> String.valueOf(whole.value());
            case Expression.Span span -> span.value().toMillis() + "ms";
            case Expression.Word word -> "\"" + word.value() + "\"";
            case Expression.Words words ->
                words.values().stream().map(SourcePrinter::print).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static String bracketed(Expression expression) {
        return expression instanceof Expression.Or ? "(" + print(expression) + ")" : print(expression);
    }

    private static String tight(Expression expression) {
        boolean loose = expression instanceof Expression.Or
                || expression instanceof Expression.And
                || expression instanceof Expression.Compare;
        return loose ? "(" + print(expression) + ")" : print(expression);
    }
}

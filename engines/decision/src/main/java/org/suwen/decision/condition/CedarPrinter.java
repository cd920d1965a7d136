package org.suwen.decision.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a condition as Cedar text.
 *
 * <p>Attributes become {@code context.actor.role}; an order over words becomes membership in the words above or below;
 * durations are in milliseconds. Cedar stops at the first part that can't be evaluated, Kleene's logic may go on: the two
 * agree on every question in which no attribute is absent unasked.
 */
final class CedarPrinter {

    private final Map<String, Value> parameters;

    CedarPrinter(Map<String, Value> parameters) {
        this.parameters = parameters;
    }

    String print(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> "(" + print(or.left()) + " || " + print(or.right()) + ")";
            case Expression.And and -> "(" + print(and.left()) + " && " + print(and.right()) + ")";
            case Expression.Not not -> "!(" + print(not.inner()) + ")";
            case Expression.Compare compare -> compare(compare);
            case Expression.Has has -> has(has.attribute().name());
            case Expression.Read read -> "context." + read.attribute().name();
            case Expression.Param param -> value(param);
            case Expression.Bool bool -> String.valueOf(bool.value());
            case Expression.Whole whole -> String.valueOf(whole.value());
            case Expression.Span span -> duration(span.value());
            case Expression.Word word -> quoted(word.value());
            case Expression.Words words -> list(words.values().stream().map(Expression.Word::value));
        };
    }

    private String compare(Expression.Compare compare) {
        Type left = Checker.type(compare.left());
        Type right = Checker.type(compare.right());
        String a = print(compare.left());
        String b = print(compare.right());
        if (left.kind() == Type.Kind.ADDRESS) {
            return inNetworks(a, compare.right());
        }
        return switch (compare.operator()) {
            case EQUAL, UNEQUAL -> "(" + a + " " + compare.operator() + " " + b + ")";
            case LESS, AT_MOST, MORE, AT_LEAST -> ranked(compare, left.domain().isEmpty() ? right : left);
            case IN -> b + ".contains(" + a + ")";
            case CONTAINS -> a + ".contains(" + b + ")";
            case CONTAINS_ANY -> a + ".containsAny(" + b + ")";
            case CONTAINS_ALL -> a + ".containsAll(" + b + ")";
        };
    }

    /** Cedar can't order words, so every pair of words for which the comparison holds is written out. */
    private String ranked(Expression.Compare compare, Type type) {
        String a = print(compare.left());
        String b = print(compare.right());
        if (type.kind() == Type.Kind.DURATION) {
            return "(" + a + ".toMilliseconds() " + compare.operator() + " " + b + ".toMilliseconds())";
        }
        if (type.domain().isEmpty()) {
            return "(" + a + " " + compare.operator() + " " + b + ")";
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < type.domain().size(); i++) {
            int rank = i;
            String below = list(IntStream.range(0, type.domain().size())
                    .filter(other -> holds(compare.operator(), other, rank))
                    .mapToObj(type.domain()::get));
            pairs.add("(" + b + " == " + quoted(type.domain().get(i)) + " && " + below + ".contains(" + a + "))");
        }
        return "(" + String.join(" || ", pairs) + ")";
    }

    private static boolean holds(Operator operator, int left, int right) {
        return switch (operator) {
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case MORE -> left > right;
            case AT_LEAST -> left >= right;
            case EQUAL, UNEQUAL, IN, CONTAINS, CONTAINS_ANY, CONTAINS_ALL ->
                throw new IllegalArgumentException("`" + operator + "` is no order");
        };
    }

    private String inNetworks(String address, Expression networks) {
        if (networks instanceof Expression.Param param
                && new Compiler(parameters).value(param) instanceof Value.Networks ranges) {
            return ranges.values().stream()
                    .map(range -> address + ".isInRange(ip(" + quoted(range.toString()) + "))")
                    .collect(Collectors.joining(" || ", "(", ")"));
        }
        throw new ConditionException(networks.place(), "networks come from a parameter");
    }

    private String value(Expression.Param param) {
        return switch (new Compiler(parameters).value(param)) {
            case Value.Flag flag -> String.valueOf(flag.value());
            case Value.Whole whole -> String.valueOf(whole.value());
            case Value.Span span -> duration(span.value());
            case Value.Word word -> quoted(word.value());
            case Value.Words words -> list(words.values().stream());
            case Value.Networks networks -> "";
        };
    }

    private static String has(String name) {
        int dot = name.lastIndexOf('.');
        return "context." + name.substring(0, dot) + " has " + name.substring(dot + 1);
    }

    private static String duration(Duration value) {
        return "duration(\"" + value.toMillis() + "ms\")";
    }

    private static String list(Stream<String> words) {
        return words.map(CedarPrinter::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }
}

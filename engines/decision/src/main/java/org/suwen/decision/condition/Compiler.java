package org.suwen.decision.condition;

import java.util.Map;

/** Turns a checked condition into a {@link Test}: parameters are put in, words become their place in the domain. */
final class Compiler {

    private final Map<String, Value> parameters;

    Compiler(Map<String, Value> parameters) {
        this.parameters = parameters;
    }

    Test test(Expression expression) {
        return switch (expression) {
            case Expression.Or or -> or(test(or.left()), test(or.right()));
            case Expression.And and -> and(test(and.left()), test(and.right()));
            case Expression.Not not -> not(test(not.inner()));
            case Expression.Compare compare -> new CompareCompiler(this).test(compare);
            case Expression.Has has -> has(has.attribute().index());
            case Expression.Read read -> read(read.attribute().index());
            case Expression.Bool bool -> constant(bool.value());
            case Expression.Param param -> constant(((Value.Flag) value(param)).value());
            case Expression.Whole whole -> throw noTest(whole);
            case Expression.Span span -> throw noTest(span);
            case Expression.Word word -> throw noTest(word);
            case Expression.Words words -> throw noTest(words);
        };
    }

    /** The value of a parameter, of the type it was declared with. */
    Value value(Expression.Param param) {
        Value value = parameters.get(param.name());
        if (value == null) {
            throw new ConditionException(param.place(), "parameter `" + param.name() + "` has no value at this time");
        }
        if (value.type().kind() != param.type().kind()) {
            throw new ConditionException(
                    param.place(),
                    "parameter `" + param.name() + "` is a " + value.type().kind() + ", not a "
                            + param.type().kind());
        }
        return value;
    }

    private static IllegalStateException noTest(Expression expression) {
        return new IllegalStateException(
                "the checker let a " + expression.getClass().getSimpleName() + " through");
    }

    private static Test constant(boolean value) {
        return value ? values -> Test.YES : values -> Test.NO;
    }

    private static Test has(int index) {
        return values -> values.has(index) ? Test.YES : Test.NO;
    }

    private static Test read(int index) {
        return values -> {
            long value = values.number(index);
            return value == Values.ABSENT ? Test.FAULT : (int) value;
        };
    }

    private static Test not(Test inner) {
        return values -> {
            int result = inner.on(values);
            return result == Test.FAULT ? Test.FAULT : Test.YES - result;
        };
    }

    private static Test and(Test left, Test right) {
        return values -> {
            int first = left.on(values);
            if (first == Test.NO) {
                return Test.NO;
            }
            int second = right.on(values);
            return second == Test.NO ? Test.NO : Math.max(first, second);
        };
    }

    private static Test or(Test left, Test right) {
        return values -> {
            int first = left.on(values);
            if (first == Test.YES) {
                return Test.YES;
            }
            int second = right.on(values);
            return second == Test.YES ? Test.YES : Math.max(first, second);
        };
    }
}

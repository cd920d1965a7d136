package org.suwen.decision.condition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The comparisons of the {@link Compiler}. */
final class CompareCompiler {

    private final Compiler compiler;

    CompareCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    Test test(Expression.Compare compare) {
        Type left = Checker.type(compare.left());
        Type right = Checker.type(compare.right());
        if (left.kind() == Type.Kind.ADDRESS) {
            return inNetworks(((Expression.Read) compare.left()).attribute().index(), networks(compare.right()));
        }
        List<String> domain = left.domain().isEmpty() ? right.domain() : left.domain();
        boolean texts = left.kind() == Type.Kind.TEXT || left.kind() == Type.Kind.SET;
        if (texts && domain.isEmpty()) {
            return free(compare);
        }
        return numeric(
                compare.operator(), number(compare.left(), domain, left), number(compare.right(), domain, right));
    }

    private static Test numeric(Operator operator, Operand left, Operand right) {
        return switch (operator) {
            case EQUAL -> both(left, right, (a, b) -> a == b);
            case UNEQUAL -> both(left, right, (a, b) -> a != b);
            case LESS -> both(left, right, (a, b) -> a < b);
            case AT_MOST -> both(left, right, (a, b) -> a <= b);
            case MORE -> both(left, right, (a, b) -> a > b);
            case AT_LEAST -> both(left, right, (a, b) -> a >= b);
            case IN -> both(left, right, (word, set) -> (set >>> word & 1) == 1);
            case CONTAINS -> both(left, right, (set, word) -> (set >>> word & 1) == 1);
            case CONTAINS_ANY -> both(left, right, (a, b) -> (a & b) != 0);
            case CONTAINS_ALL -> both(left, right, (a, b) -> (a & b) == b);
        };
    }

    /** A number read from the values, or a constant when the index is below zero. */
    private record Operand(int index, long constant) {}

    @FunctionalInterface
    private interface Relation {
        boolean hold(long left, long right);
    }

    private static Test both(Operand left, Operand right, Relation relation) {
        int a = left.index();
        int b = right.index();
        long constant = right.constant();
        if (a >= 0 && b < 0) {
            return values -> {
                long read = values.number(a);
                return read == Values.ABSENT ? Test.FAULT : relation.hold(read, constant) ? Test.YES : Test.NO;
            };
        }
        return values -> {
            long first = a >= 0 ? values.number(a) : left.constant();
            long second = b >= 0 ? values.number(b) : constant;
            boolean fault = first == Values.ABSENT || second == Values.ABSENT;
            return fault ? Test.FAULT : relation.hold(first, second) ? Test.YES : Test.NO;
        };
    }

    private Operand number(Expression expression, List<String> domain, Type type) {
        return switch (expression) {
            case Expression.Read read -> new Operand(read.attribute().index(), 0);
            case Expression.Bool bool -> new Operand(-1, bool.value() ? 1 : 0);
            case Expression.Whole whole -> new Operand(-1, whole.value());
            case Expression.Span span -> new Operand(-1, span.value().toMillis());
            case Expression.Word word -> new Operand(-1, place(word.value(), domain, word));
            case Expression.Words words -> new Operand(-1, bits(words(words), domain, words));
            case Expression.Param param -> new Operand(-1, parameter(param, domain));
            default -> throw new ConditionException(expression.place(), "a " + type.kind() + " can't be computed");
        };
    }

    /** The bits of constant words in a domain. */
    long bits(Expression constant, List<String> domain) {
        return switch (constant) {
            case Expression.Word word -> 1L << place(word.value(), domain, word);
            case Expression.Words words -> bits(words(words), domain, words);
            case Expression.Param param
            when compiler.value(param) instanceof Value.Word word -> 1L << place(word.value(), domain, param);
            case Expression.Param param -> parameter(param, domain);
            default -> throw new ConditionException(constant.place(), "words are needed here");
        };
    }

    /** Constant free words; none when the constant is something else. */
    Optional<Set<String>> words(Expression constant) {
        return switch (constant) {
            case Expression.Word word -> Optional.of(Set.of(word.value()));
            case Expression.Words words -> Optional.of(words(words));
            case Expression.Param param -> words(compiler.value(param));
            default -> Optional.empty();
        };
    }

    private static Optional<Set<String>> words(Value value) {
        return switch (value) {
            case Value.Word word -> Optional.of(Set.of(word.value()));
            case Value.Words words -> Optional.of(words.values());
            case Value.Flag flag -> Optional.empty();
            case Value.Whole whole -> Optional.empty();
            case Value.Span span -> Optional.empty();
            case Value.Networks networks -> Optional.empty();
        };
    }

    private long parameter(Expression.Param param, List<String> domain) {
        return switch (compiler.value(param)) {
            case Value.Flag flag -> flag.value() ? 1 : 0;
            case Value.Whole whole -> whole.value();
            case Value.Span span -> span.value().toMillis();
            case Value.Word word -> place(word.value(), domain, param);
            case Value.Words words -> bits(words.values(), domain, param);
            case Value.Networks networks -> throw new ConditionException(param.place(), "networks hold addresses only");
        };
    }

    private static long bits(Set<String> words, List<String> domain, Expression at) {
        long bits = 0;
        for (String word : words) {
            bits |= 1L << place(word, domain, at);
        }
        return bits;
    }

    private static int place(String word, List<String> domain, Expression at) {
        int place = domain.indexOf(word);
        if (place < 0) {
            throw new ConditionException(at.place(), "`" + word + "` is not one of " + String.join(", ", domain));
        }
        return place;
    }

    private Test free(Expression.Compare compare) {
        Free left = free(compare.left());
        Free right = free(compare.right());
        return switch (compare.operator()) {
            case EQUAL -> free(left, right, Object::equals);
            case UNEQUAL -> free(left, right, (a, b) -> !a.equals(b));
            case IN -> free(left, right, (word, set) -> ((Set<?>) set).contains(word));
            case CONTAINS -> free(left, right, (set, word) -> ((Set<?>) set).contains(word));
            case CONTAINS_ANY -> free(left, right, (a, b) -> meet((Set<?>) a, (Set<?>) b));
            case CONTAINS_ALL -> free(left, right, (a, b) -> holdsAll((Set<?>) a, (Set<?>) b));
            case LESS, AT_MOST, MORE, AT_LEAST ->
                throw new ConditionException(compare.place(), "free texts have no order");
        };
    }

    /** A text or set read from the values, or a constant when the index is below zero. */
    private record Free(int index, Object constant) {}

    private Free free(Expression expression) {
        return switch (expression) {
            case Expression.Read read -> new Free(read.attribute().index(), "");
            case Expression.Word word -> new Free(-1, word.value());
            case Expression.Words words -> new Free(-1, words(words));
            case Expression.Param param -> new Free(-1, freeParameter(param));
            default -> throw new ConditionException(expression.place(), "a text or a list is needed here");
        };
    }

    private Object freeParameter(Expression.Param param) {
        return switch (compiler.value(param)) {
            case Value.Word word -> word.value();
            case Value.Words words -> Set.copyOf(words.values());
            case Value.Flag flag -> throw noText(param);
            case Value.Whole whole -> throw noText(param);
            case Value.Span span -> throw noText(param);
            case Value.Networks networks -> throw noText(param);
        };
    }

    private static ConditionException noText(Expression.Param param) {
        return new ConditionException(param.place(), "parameter `" + param.name() + "` is no text");
    }

    private static Test free(Free left, Free right, BiPredicate<Object, Object> relation) {
        return values -> {
            Object first = left.index() >= 0 ? values.object(left.index()) : left.constant();
            Object second = right.index() >= 0 ? values.object(right.index()) : right.constant();
            if (first == null || second == null) {
                return Test.FAULT;
            }
            return relation.test(first, second) ? Test.YES : Test.NO;
        };
    }

    private static boolean holdsAll(Set<?> left, Set<?> right) {
        if (!(right instanceof Words words)) {
            return left.containsAll(right);
        }
        for (int i = 0; i < words.size(); i++) {
            if (!left.contains(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean meet(Set<?> left, Set<?> right) {
        if (right instanceof Words words) {
            for (int i = 0; i < words.size(); i++) {
                if (left.contains(words.get(i))) {
                    return true;
                }
            }
            return false;
        }
        for (Object each : left) {
            if (right.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> words(Expression.Words words) {
        return words.values().stream().map(Expression.Word::value).collect(Collectors.toUnmodifiableSet());
    }

    private List<Network> networks(Expression expression) {
        if (expression instanceof Expression.Param param && compiler.value(param) instanceof Value.Networks networks) {
            return networks.values();
        }
        throw new ConditionException(expression.place(), "networks come from a parameter");
    }

    private static Test inNetworks(int index, List<Network> networks) {
        return values -> {
            if (!(values.object(index) instanceof Address address)) {
                return Test.FAULT;
            }
            for (Network network : networks) {
                if (network.contains(address)) {
                    return Test.YES;
                }
            }
            return Test.NO;
        };
    }
}

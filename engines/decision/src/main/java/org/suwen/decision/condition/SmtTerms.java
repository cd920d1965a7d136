package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes conditions as SMT-LIB terms over booleans and integers, and remembers what has to be declared for them.
 *
 * <p>A word of a closed choice is its place, a free text a number of its own, a set one boolean a word, a duration its
 * milliseconds. What compares two open values, or an address with networks, is a boolean that comes out either way. A
 * condition holds, fails, or neither when a value is absent (Kleene), so it has two terms.
 */
public final class SmtTerms {

    private final Map<String, Value> parameters;
    private final CompareCompiler constants;
    private final SortedMap<String, String> sorts = new TreeMap<>();
    private final SortedMap<String, String> bounds = new TreeMap<>();
    private final Map<String, Integer> texts = new HashMap<>();

    /** Terms in which parameters have these values. */
    public SmtTerms(Map<String, Value> parameters) {
        this.parameters = parameters;
        this.constants = new CompareCompiler(new Compiler(parameters));
    }

    /** When a condition holds. */
    public String holds(Condition condition) {
        return outcome(condition.root(), true);
    }

    /** When a condition fails. */
    public String fails(Condition condition) {
        return outcome(condition.root(), false);
    }

    /** When an attribute has a value, as {@link Values#text} writes it; true when that can't be said in terms. */
    public String equal(Attribute attribute, String text) {
        Type type = attribute.type();
        String name = symbol(attribute.name());
        return switch (type.kind()) {
            case BOOL -> declare(attribute.name(), "Bool", text.equals("true") ? name : "(not " + name + ")");
            case TEXT -> "(= " + number(attribute) + " " + place(type, text) + ")";
            case SET -> {
                Set<String> words = Set.of(text.split(","));
                yield all(type.domain().stream().map(word -> {
                    String member = member(attribute, word);
                    return words.contains(word) ? member : "(not " + member + ")";
                }));
            }
            case NUMBER, DURATION, ADDRESS, NETWORKS -> "true";
        };
    }

    /** The declarations of all that was written so far, each on its line. */
    public String declarations() {
        StringBuilder text = new StringBuilder();
        sorts.forEach((name, sort) -> text.append("(declare-const ")
                .append(symbol(name))
                .append(' ')
                .append(sort)
                .append(")\n"));
        bounds.values().forEach(bound -> text.append("(assert ").append(bound).append(")\n"));
        return text.toString();
    }

    /** The terms joined by "and". */
    public static String all(Stream<String> terms) {
        return joined("and", "true", terms);
    }

    /** The terms joined by "or". */
    public static String any(Stream<String> terms) {
        return joined("or", "false", terms);
    }

    private static String joined(String operator, String empty, Stream<String> terms) {
        List<String> parts = terms.filter(term -> !term.equals(empty)).toList();
        return switch (parts.size()) {
            case 0 -> empty;
            case 1 -> parts.get(0);
            default -> parts.stream().collect(Collectors.joining(" ", "(" + operator + " ", ")"));
        };
    }

    private String outcome(Expression expression, boolean yes) {
        return switch (expression) {
            case Expression.Or or -> pair(yes, or.left(), or.right(), yes);
            case Expression.And and -> pair(!yes, and.left(), and.right(), yes);
            case Expression.Not not -> outcome(not.inner(), !yes);
            case Expression.Bool bool -> String.valueOf(bool.value() == yes);
            case Expression.Param param ->
                String.valueOf(((Value.Flag) new Compiler(parameters).value(param)).value() == yes);
            case Expression.Has has -> said(has(has.attribute()), yes);
            case Expression.Read read -> {
                String name = read.attribute().name();
                yield all(Stream.of(there(read), said(declare(name, "Bool", symbol(name)), yes)));
            }
            case Expression.Compare compare -> all(Stream.of(there(compare), said(relation(compare), yes)));
            case Expression.Whole whole -> throw new IllegalStateException("a number is no condition");
            case Expression.Span span -> throw new IllegalStateException("a duration is no condition");
            case Expression.Word word -> throw new IllegalStateException("a word is no condition");
            case Expression.Words words -> throw new IllegalStateException("a list is no condition");
        };
    }

    private String pair(boolean either, Expression left, Expression right, boolean yes) {
        Stream<String> parts = Stream.of(outcome(left, yes), outcome(right, yes));
        return either ? any(parts) : all(parts);
    }

    private static String said(String term, boolean yes) {
        return yes ? term : term.equals("true") ? "false" : "(not " + term + ")";
    }

    /** That everything an expression reads is there. */
    private String there(Expression expression) {
        Set<String> present = new TreeSet<>();
        Walk.over(expression, part -> {
            if (part instanceof Expression.Read read) {
                present.add(has(read.attribute()));
            }
        });
        return all(present.stream());
    }

    private String has(Attribute attribute) {
        String name = "has " + attribute.name();
        return attribute.optional() ? declare(name, "Bool", symbol(name)) : "true";
    }

    private String relation(Expression.Compare compare) {
        Optional<String> term = compare.operator() == Operator.IN
                        && compare.right() instanceof Expression.Read set
                        && set.attribute().type().kind() == Type.Kind.SET
                ? members(set.attribute(), compare.left(), Operator.CONTAINS_ALL)
                : compare.left() instanceof Expression.Read read
                        ? relation(read.attribute(), compare.operator(), compare.right())
                        : Optional.empty();
        String open = "test " + SourcePrinter.print(compare);
        return term.orElseGet(() -> declare(open, "Bool", symbol(open)));
    }

    private Optional<String> relation(Attribute left, Operator operator, Expression right) {
        return switch (left.type().kind()) {
            case BOOL, NUMBER, DURATION -> scalar(left, operator, right);
            case TEXT -> operator == Operator.IN ? in(left, right) : scalar(left, operator, right);
            case SET -> members(left, right, operator);
            case ADDRESS, NETWORKS -> Optional.empty();
        };
    }

    private Optional<String> scalar(Attribute left, Operator operator, Expression right) {
        return scalar(left.type(), right).map(value -> switch (operator) {
            case UNEQUAL -> "(not (= " + number(left) + " " + value + "))";
            case EQUAL -> "(= " + number(left) + " " + value + ")";
            case LESS, AT_MOST, MORE, AT_LEAST -> "(" + operator + " " + number(left) + " " + value + ")";
            case IN, CONTAINS, CONTAINS_ANY, CONTAINS_ALL ->
                throw new IllegalStateException("`" + operator + "` compares no single values");
        });
    }

    private Optional<String> scalar(Type type, Expression value) {
        return switch (value) {
            case Expression.Read read
            when read.attribute().type().kind() != Type.Kind.SET -> Optional.of(number(read.attribute()));
            case Expression.Bool bool -> Optional.of(String.valueOf(bool.value()));
            case Expression.Whole whole -> Optional.of(signed(whole.value()));
            case Expression.Span span -> Optional.of(signed(span.value().toMillis()));
            case Expression.Param param ->
                switch (new Compiler(parameters).value(param)) {
                    case Value.Flag flag -> Optional.of(String.valueOf(flag.value()));
                    case Value.Whole whole -> Optional.of(signed(whole.value()));
                    case Value.Span span -> Optional.of(signed(span.value().toMillis()));
                    case Value.Word word -> Optional.of(place(type, word.value()));
                    case Value.Words words -> Optional.empty();
                    case Value.Networks networks -> Optional.empty();
                };
            case Expression.Word word -> Optional.of(place(type, word.value()));
            default -> Optional.empty();
        };
    }

    private static String signed(long value) {
        return value < 0 ? "(- " + -value + ")" : String.valueOf(value);
    }

    private Optional<String> in(Attribute left, Expression right) {
        return constants
                .words(right)
                .map(words -> any(new TreeSet<>(words)
                        .stream().map(word -> "(= " + number(left) + " " + place(left.type(), word) + ")")));
    }

    private Optional<String> members(Attribute set, Expression words, Operator operator) {
        return constants.words(words).map(each -> {
            List<String> members = new ArrayList<>();
            new TreeSet<>(each).forEach(word -> members.add(member(set, word)));
            return operator == Operator.CONTAINS_ANY ? any(members.stream()) : all(members.stream());
        });
    }

    private String member(Attribute set, String word) {
        String name = set.name() + " " + word;
        return declare(name, "Bool", symbol(name));
    }

    private String number(Attribute attribute) {
        String name = symbol(attribute.name());
        int size = attribute.type().domain().size();
        if (attribute.type().kind() == Type.Kind.TEXT && size > 0) {
            bounds.put(attribute.name(), "(and (<= 0 " + name + ") (< " + name + " " + size + "))");
        }
        return declare(attribute.name(), attribute.type().kind() == Type.Kind.BOOL ? "Bool" : "Int", name);
    }

    private String place(Type type, String word) {
        int place = type.domain().indexOf(word);
        return String.valueOf(place >= 0 ? place : texts.computeIfAbsent(word, unseen -> texts.size()));
    }

    private String declare(String name, String sort, String term) {
        sorts.put(name, sort);
        return term;
    }

    /** A name as SMT-LIB writes it; what ends the quotation is replaced. */
    private static String symbol(String name) {
        return "|" + name.replace('|', '!').replace('\\', '/') + "|";
    }
}

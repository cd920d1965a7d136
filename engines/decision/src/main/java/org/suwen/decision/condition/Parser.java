package org.suwen.decision.condition;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a condition by recursive descent.
 *
 * <pre>
 * or      = and { "||" and }
 * and     = not { "&&" not }
 * not     = "!" ( "!" … | operand ) | compare
 * compare = operand [ operator operand ]
 * operand = "(" or ")" | list | "has" name | "param" "(" text ")" | name | text | number | duration | true | false
 * </pre>
 */
final class Parser {

    private final List<Token> tokens;
    private final Schema schema;
    private final Map<String, Type> parameters;
    private int at;
    private int depth;

    Parser(List<Token> tokens, Schema schema, Map<String, Type> parameters) {
        this.tokens = tokens;
        this.schema = schema;
        this.parameters = parameters;
    }

    Expression parse() {
        Expression whole = or();
        if (peek().kind() != Token.Kind.END) {
            throw new ConditionException(peek().place(), "`" + peek().text() + "` is not expected here");
        }
        return whole;
    }

    private Expression or() {
        if (++depth > Condition.MAX_DEPTH) {
            throw new ConditionException(peek().place(), "the nesting is deeper than " + Condition.MAX_DEPTH);
        }
        Expression left = and();
        while (peek().is("||")) {
            take();
            left = new Expression.Or(left.place(), left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (peek().is("&&")) {
            take();
            left = new Expression.And(left.place(), left, not());
        }
        return left;
    }

    private Expression not() {
        if (!peek().is("!")) {
            return compare();
        }
        Place place = take().place();
        if (++depth > Condition.MAX_DEPTH) {
            throw new ConditionException(place, "the nesting is deeper than " + Condition.MAX_DEPTH);
        }
        Expression inner = peek().is("!") ? not() : operand();
        depth--;
        return new Expression.Not(place, inner);
    }

    private Expression compare() {
        Expression left = operand();
        Optional<Operator> operator =
                peek().kind() == Token.Kind.STRING ? Optional.empty() : Operator.of(peek().text());
        if (operator.isEmpty()) {
            return left;
        }
        take();
        return new Expression.Compare(left.place(), operator.get(), left, operand());
    }

    private Expression operand() {
        Token token = take();
        return switch (token.kind()) {
            case STRING -> new Expression.Word(token.place(), token.text());
            case NUMBER -> new Expression.Whole(token.place(), Long.parseLong(token.text()));
            case DURATION -> new Expression.Span(token.place(), duration(token));
            case NAME -> name(token);
            case SYMBOL -> symbol(token);
            case END -> throw new ConditionException(token.place(), "the condition ends too early");
        };
    }

    private Expression symbol(Token token) {
        if (token.is("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        if (token.is("[")) {
            return new Expression.Words(token.place(), words());
        }
        throw new ConditionException(token.place(), "a value is needed here, not `" + token.text() + "`");
    }

    private List<Expression.Word> words() {
        List<Expression.Word> words = new ArrayList<>();
        do {
            Token word = take();
            if (word.kind() != Token.Kind.STRING) {
                throw new ConditionException(word.place(), "a list holds texts in quotes, not `" + word.text() + "`");
            }
            words.add(new Expression.Word(word.place(), word.text()));
        } while (takeIf(","));
        expect("]");
        return words;
    }

    private Expression name(Token token) {
        return switch (token.text()) {
            case "true" -> new Expression.Bool(token.place(), true);
            case "false" -> new Expression.Bool(token.place(), false);
            case "has" -> new Expression.Has(token.place(), attribute(take()));
            case "param" -> param(token);
            default -> new Expression.Read(token.place(), attribute(token));
        };
    }

    private Expression param(Token token) {
        expect("(");
        Token name = take();
        Type type = name.kind() == Token.Kind.STRING ? parameters.get(name.text()) : null;
        if (type == null) {
            throw new ConditionException(name.place(), "there is no parameter `" + name.text() + "`");
        }
        expect(")");
        return new Expression.Param(token.place(), name.text(), type);
    }

    private Attribute attribute(Token token) {
        return schema.find(token.text())
                .orElseThrow(
                        () -> new ConditionException(token.place(), "there is no attribute `" + token.text() + "`"));
    }

    private static Duration duration(Token token) {
        int digits = 0;
        while (Character.isDigit(token.text().charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(token.text().substring(0, digits));
        return switch (token.text().substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new ConditionException(token.place(), "a duration ends in ms, s, m, h or d");
        };
    }

    private Token peek() {
        return tokens.get(at);
    }

    @CanIgnoreReturnValue
    private Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    private boolean takeIf(String symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(String symbol) {
        if (!takeIf(symbol)) {
            throw new ConditionException(
                    peek().place(), "`" + symbol + "` is needed here, not `" + peek().text() + "`");
        }
    }
}

package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts a condition's text into tokens. */
final class Lexer {

    private static final List<String> SYMBOLS =
            List.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ",");

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(String text) {
        this.text = text;
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanks();
        Place place = place();
        if (at == text.length()) {
            return new Token(Token.Kind.END, "the end", place);
        }
        char c = text.charAt(at);
        if (letter(c)) {
            return new Token(Token.Kind.NAME, run(Lexer::inName), place);
        }
        if (digit(c)) {
            return number(place);
        }
        if (c == '"') {
            return string(place);
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Token.Kind.SYMBOL, symbol, place);
            }
        }
        throw new ConditionException(place, "the character `" + c + "` has no meaning here");
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            if (text.charAt(at++) == '\n') {
                line++;
                lineStart = at;
            }
        }
    }

    /** Digits, and with a unit behind them a duration: {@code 600}, {@code 10m}. */
    private Token number(Place place) {
        String digits = run(Lexer::digit);
        if (digits.length() > 15) {
            throw new ConditionException(place, "the number is too long");
        }
        String unit = run(Lexer::letter);
        return unit.isEmpty()
                ? new Token(Token.Kind.NUMBER, digits, place)
                : new Token(Token.Kind.DURATION, digits + unit, place);
    }

    private Token string(Place place) {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw new ConditionException(place, "the closing quote is missing");
        }
        String value = text.substring(at + 1, end);
        if (value.indexOf('\n') >= 0 || value.indexOf('\\') >= 0) {
            throw new ConditionException(place, "a text holds no line break and no backslash");
        }
        at = end + 1;
        return new Token(Token.Kind.STRING, value, place);
    }

    private String run(IntPredicate member) {
        int start = at;
        while (at < text.length() && member.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Place place() {
        return new Place(line, at - lineStart + 1, at);
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean inName(int c) {
        return letter(c) || digit(c) || c == '.' || c == '_';
    }
}

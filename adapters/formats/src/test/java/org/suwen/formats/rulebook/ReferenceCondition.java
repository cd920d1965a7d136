package org.suwen.formats.rulebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition read and evaluated in the plainest way, with nothing shared with the engine: the second opinion. */
final class ReferenceCondition {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"[^\"]*\"|&&|\\|\\||==|!=|<=|>=|[<>!(),\\[\\]]|\\d+[a-z]*|[A-Za-z][A-Za-z0-9.]*)");

    /** What every attribute that is there has as its value; domains' orders stand behind `order:` and the name. */
    private final Map<String, Object> facts;

    private final Map<String, Object> parameters;
    private final List<String> tokens;
    private int at;

    private ReferenceCondition(List<String> tokens, Map<String, Object> facts, Map<String, Object> parameters) {
        this.tokens = tokens;
        this.facts = facts;
        this.parameters = parameters;
    }

    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            tokens.add(matcher.group(1));
            matcher.region(matcher.end(), text.length());
        }
        return tokens;
    }

    /** True, false, or null when it can't be evaluated. */
    static @Nullable Boolean holds(List<String> tokens, Map<String, Object> facts, Map<String, Object> parameters) {
        return (Boolean) new ReferenceCondition(tokens, facts, parameters).or();
    }

    private @Nullable Object or() {
        Object left = and();
        while (take("||")) {
            Object right = and();
            boolean either = Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right);
            left = either ? Boolean.TRUE : (left == null || right == null) ? null : Boolean.FALSE;
        }
        return left;
    }

    private @Nullable Object and() {
        Object left = not();
        while (take("&&")) {
            Object right = not();
            boolean neither = Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right);
            left = neither ? Boolean.FALSE : (left == null || right == null) ? null : Boolean.TRUE;
        }
        return left;
    }

    private @Nullable Object not() {
        if (!take("!")) {
            return compare();
        }
        Object inner = tokens.get(at).equals("!") ? not() : operand();
        return inner == null ? null : !(Boolean) inner;
    }

    private @Nullable Object compare() {
        int begin = at;
        Object left = operand();
        String operator = at < tokens.size() ? tokens.get(at) : "";
        if (!Set.of("==", "!=", "<", "<=", ">", ">=", "in", "contains", "containsAny", "containsAll")
                .contains(operator)) {
            return left;
        }
        at++;
        Object right = operand();
        if (left == null || right == null) {
            return null;
        }
        return switch (operator) {
            case "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "in" -> in(left, right);
            case "contains" -> ((Set<?>) left).contains(right);
            case "containsAny" -> ((Set<?>) right).stream().anyMatch(((Set<?>) left)::contains);
            case "containsAll" -> ((Set<?>) left).containsAll((Set<?>) right);
            default -> ordered(operator, rank(tokens.get(begin), left), rank(tokens.get(begin), right));
        };
    }

    private static boolean in(Object left, Object right) {
        if (right instanceof Set<?> words) {
            return words.contains(left);
        }
        return ((List<?>) right).stream().anyMatch(network -> lies((String) left, (String) network));
    }

    private static boolean lies(String address, String network) {
        String[] parts = network.split("/", 2);
        int free = 32 - Integer.parseInt(parts[1]);
        return number(address) >>> free == number(parts[0]) >>> free;
    }

    private static long number(String address) {
        return Arrays.stream(address.split("\\.", 4))
                .mapToLong(Long::parseLong)
                .reduce(0, (sum, part) -> sum * 256 + part);
    }

    private long rank(String attribute, Object value) {
        return value instanceof Long number
                ? number
                : ((List<?>) facts.getOrDefault("order:" + attribute, List.of())).indexOf(value);
    }

    private static boolean ordered(String operator, long left, long right) {
        return switch (operator) {
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            default -> left >= right;
        };
    }

    private @Nullable Object operand() {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            Object inner = or();
            at++;
            return inner;
        }
        if (token.equals("[")) {
            Set<String> words = new TreeSet<>();
            do {
                words.add(unquoted(tokens.get(at++)));
            } while (take(","));
            at++;
            return words;
        }
        if (token.equals("has")) {
            return facts.containsKey(tokens.get(at++));
        }
        if (token.equals("param")) {
            at += 3;
            return parameters.get(unquoted(tokens.get(at - 2)));
        }
        return value(token);
    }

    private @Nullable Object value(String token) {
        if (token.equals("true") || token.equals("false")) {
            return token.equals("true");
        }
        if (token.startsWith("\"")) {
            return unquoted(token);
        }
        if (!Character.isDigit(token.charAt(0))) {
            return facts.get(token);
        }
        String digits = token.replaceAll("[a-z]", "");
        long factor =
                switch (token.substring(digits.length())) {
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 1;
                };
        return Long.parseLong(digits) * factor;
    }

    private boolean take(String symbol) {
        boolean there = at < tokens.size() && tokens.get(at).equals(symbol);
        at += there ? 1 : 0;
        return there;
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1);
    }
}

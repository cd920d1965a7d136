package org.suwen.decision.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The type of a value in a condition.
 *
 * @param kind what kind of value
 * @param domain the only words it can take, in their order; empty when any word is possible
 * @param ordered whether the order of the domain means more and less
 */
public record Type(Kind kind, List<String> domain, boolean ordered) {

    /** The kinds of value. */
    public enum Kind {
        BOOL,
        NUMBER,
        DURATION,
        TEXT,
        SET,
        ADDRESS,
        NETWORKS
    }

    /** The largest domain; a set over it is kept in 63 bits. */
    public static final int MAX_DOMAIN = 63;

    public static final Type BOOL = new Type(Kind.BOOL, List.of(), false);
    public static final Type NUMBER = new Type(Kind.NUMBER, List.of(), true);
    public static final Type DURATION = new Type(Kind.DURATION, List.of(), true);
    public static final Type TEXT = new Type(Kind.TEXT, List.of(), false);
    public static final Type SET = new Type(Kind.SET, List.of(), false);
    public static final Type ADDRESS = new Type(Kind.ADDRESS, List.of(), false);
    public static final Type NETWORKS = new Type(Kind.NETWORKS, List.of(), false);

    public Type {
        domain = List.copyOf(domain);
        if (domain.size() > MAX_DOMAIN) {
            throw new IllegalArgumentException("a domain has at most " + MAX_DOMAIN + " words");
        }
    }

    /** One word out of an enumeration. */
    public static Type oneOf(Class<? extends Enum<?>> constants) {
        return new Type(Kind.TEXT, names(constants), false);
    }

    /** One word out of an enumeration whose order means more and less. */
    public static Type rankOf(Class<? extends Enum<?>> constants) {
        return new Type(Kind.TEXT, names(constants), true);
    }

    /** One word out of a list. */
    public static Type oneOf(List<String> words) {
        return new Type(Kind.TEXT, words, false);
    }

    /** Some words out of an enumeration. */
    public static Type someOf(Class<? extends Enum<?>> constants) {
        return new Type(Kind.SET, names(constants), false);
    }

    /** Whether values are kept as a number: all but free texts, free sets and addresses. */
    public boolean numeric() {
        return switch (kind) {
            case BOOL, NUMBER, DURATION -> true;
            case TEXT, SET -> !domain.isEmpty();
            case ADDRESS, NETWORKS -> false;
        };
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return domain.isEmpty() ? name : name + " of " + String.join(", ", domain);
    }

    private static List<String> names(Class<? extends Enum<?>> constants) {
        return Arrays.stream(constants.getEnumConstants()).map(Enum::name).toList();
    }
}

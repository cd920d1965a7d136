package org.suwen.decision.condition;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values of all attributes for one question; one that was never set is absent. */
public final class Values {

    /** The number that stands for an absent value. */
    public static final long ABSENT = Long.MIN_VALUE;

    private final long[] numbers;
    private final @Nullable Object[] objects;

    /** Values for this many attributes, all absent. */
    public Values(int size) {
        numbers = new long[size];
        objects = new Object[size];
        Arrays.fill(numbers, ABSENT);
    }

    /** Sets a number, a duration in milliseconds, a word's place in its domain, or a set's bits. */
    public void set(int index, long value) {
        numbers[index] = value;
    }

    /** Sets a yes or no. */
    public void set(int index, boolean value) {
        numbers[index] = value ? 1 : 0;
    }

    /** Sets a free text, a free set of texts, or an {@link Address}. */
    public void set(int index, Object value) {
        objects[index] = value;
    }

    /** Makes a value absent. */
    public void clear(int index) {
        numbers[index] = ABSENT;
        objects[index] = null;
    }

    /** A value as people read it: words in their order with commas, nothing when absent. */
    public String text(Attribute attribute) {
        Object object = objects[attribute.index()];
        if (object instanceof Collection<?> words) {
            return words.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
        }
        if (object != null) {
            return object.toString();
        }
        long number = numbers[attribute.index()];
        if (number == ABSENT) {
            return "";
        }
        return switch (attribute.type().kind()) {
            case BOOL -> String.valueOf(number == 1);
            case DURATION -> number + "ms";
            case TEXT -> attribute.type().domain().get((int) number);
            case SET ->
                IntStream.range(0, attribute.type().domain().size())
                        .filter(i -> (number >>> i & 1) == 1)
                        .mapToObj(attribute.type().domain()::get)
                        .collect(Collectors.joining(","));
            case NUMBER, ADDRESS, NETWORKS -> String.valueOf(number);
        };
    }

    long number(int index) {
        return numbers[index];
    }

    @Nullable
    Object object(int index) {
        return objects[index];
    }

    boolean has(int index) {
        return numbers[index] != ABSENT || objects[index] != null;
    }
}

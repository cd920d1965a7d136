package org.suwen.decision;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers to uses as bits, so that a decision can take them over at once; can't be changed. */
@SuppressWarnings("EnumOrdinal") // places live in memory only and are never stored
final class Choices extends AbstractMap<ConsentOption, Choice> {

    private static final ConsentOption[] ALL = ConsentOption.values();

    /** Uses that stand in the map, by their answer. */
    private final long[] answered = new long[Choice.values().length];

    private Choices() {}

    static Choices of(Map<ConsentOption, Choice> options) {
        if (options instanceof Choices known) {
            return known;
        }
        Choices made = new Choices();
        options.forEach((option, choice) -> made.answered[choice.ordinal()] |= 1L << option.ordinal());
        return made;
    }

    /** The uses with this answer, each at its place in the enumeration; for use in memory only. */
    long bits(Choice choice) {
        return answered[choice.ordinal()];
    }

    @Override
    public @Nullable Choice get(@Nullable Object option) {
        if (option instanceof ConsentOption known) {
            for (Choice choice : Choice.values()) {
                if ((bits(choice) >>> known.ordinal() & 1) == 1) {
                    return choice;
                }
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object option) {
        return get(option) != null;
    }

    @Override
    public Set<Entry<ConsentOption, Choice>> entrySet() {
        return Stream.of(ALL)
                .filter(this::containsKey)
                .map(option -> Map.entry(option, getOrDefault(option, Choice.NONE)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public int size() {
        return Long.bitCount(bits(Choice.NONE) | bits(Choice.AGREE) | bits(Choice.DISAGREE));
    }
}

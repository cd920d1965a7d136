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
    private final long none;

    private final long agree;
    private final long disagree;

    private Choices(Map<ConsentOption, Choice> options) {
        none = bits(options, Choice.NONE);
        agree = bits(options, Choice.AGREE);
        disagree = bits(options, Choice.DISAGREE);
    }

    static Choices of(Map<ConsentOption, Choice> options) {
        return options instanceof Choices known ? known : new Choices(options);
    }

    private static long bits(Map<ConsentOption, Choice> options, Choice wanted) {
        long bits = 0;
        for (Entry<ConsentOption, Choice> each : options.entrySet()) {
            bits |= each.getValue() == wanted ? 1L << each.getKey().ordinal() : 0;
        }
        return bits;
    }

    /** The uses with this answer, each at its place in the enumeration; for use in memory only. */
    long bits(Choice choice) {
        return switch (choice) {
            case NONE -> none;
            case AGREE -> agree;
            case DISAGREE -> disagree;
        };
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
        return Long.bitCount(none | agree | disagree);
    }
}

package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a condition comes out: bits that must stand as said, and tests of what has no bits.
 *
 * <p>A condition holds when one of its clauses does. The masks of the first two words are kept flat, since few clauses
 * need more.
 */
public final class Clause {

    /**
     * A test of something open, such as a number or a free text, and how it must come out.
     *
     * @param name the same for the same test
     */
    record Open(
            String name, Test test, int outcome, @Nullable Key key) {

        boolean met(Values values) {
            return test.on(values) == outcome;
        }
    }

    /** A free text that must equal a word, by which a clause can be found. */
    record Key(int attribute, String value) {}

    /** Bits that say which word is meant, in what {@link #copyTo} writes. */
    static final int WORD_BITS = 8;

    /** Says that there is more to a clause than its first two words. */
    static final long MORE = 1L << (2 * WORD_BITS);

    private static final int[] NO_WORDS = {};
    private static final Open[] NO_OPEN = {};

    private final long[] care;
    private final long[] want;
    private final Open[] open;
    private int firstWord;
    private long firstCare;
    private long firstWant;
    private int secondWord;
    private long secondCare;
    private long secondWant;
    private int[] moreWords = NO_WORDS;

    private Clause(long[] care, long[] want, Open[] open) {
        this.care = care;
        this.want = want;
        this.open = open;
        int[] touched = new int[care.length];
        int count = 0;
        for (int i = care.length - 1; i >= 0; i--) {
            if (care[i] != 0) {
                touched[count++] = i;
            }
        }
        if (count > 0) {
            firstWord = touched[0];
            firstCare = care[firstWord];
            firstWant = want[firstWord];
        }
        if (count > 1) {
            secondWord = touched[1];
            secondCare = care[secondWord];
            secondWant = want[secondWord];
        }
        if (count > 2) {
            moreWords = Arrays.copyOfRange(touched, 2, count);
        }
    }

    /** The clause that always holds. */
    static Clause always(int words) {
        return new Clause(new long[words], new long[words], NO_OPEN);
    }

    /** The clause that holds when these bits of a word stand so. */
    static Clause bits(int words, int word, long care, long want) {
        Clause empty = always(words);
        empty.care[word] = care;
        empty.want[word] = want;
        return new Clause(empty.care, empty.want, NO_OPEN);
    }

    /** The clause that holds when a closed attribute has this number. */
    public static Clause equal(Schema schema, Attribute attribute, long number) {
        Values one = new Values(schema);
        one.set(attribute.index(), number);
        Layout layout = schema.layout();
        int word = layout.word(attribute.index());
        long care = layout.field(attribute.index()) | layout.present(attribute.index());
        return bits(layout.size(), word, care, one.words[word]);
    }

    /** The clause that holds when the test comes out as wanted. */
    static Clause open(int words, Open test) {
        return new Clause(new long[words], new long[words], new Open[] {test});
    }

    /** The clause that holds when both do; none when they contradict each other. */
    Optional<Clause> and(Clause other) {
        long[] bothCare = new long[care.length];
        long[] bothWant = new long[care.length];
        for (int i = 0; i < care.length; i++) {
            if ((care[i] & other.care[i] & (want[i] ^ other.want[i])) != 0) {
                return Optional.empty();
            }
            bothCare[i] = care[i] | other.care[i];
            bothWant[i] = want[i] | other.want[i];
        }
        List<Open> both = new ArrayList<>(List.of(open));
        for (Open each : other.open) {
            if (!both.contains(each)) {
                both.add(each);
            }
        }
        return Optional.of(new Clause(bothCare, bothWant, both.toArray(NO_OPEN)));
    }

    /** The clause without its test of a free text, for where that is known to be met. */
    Clause without(Key key) {
        return new Clause(
                care,
                want,
                Arrays.stream(open).filter(each -> !key.equals(each.key())).toArray(Open[]::new));
    }

    /** As a diagram over bits and named tests. */
    Diagram diagram(Diagrams diagrams) {
        Diagram all = diagrams.yes();
        for (int word = 0; word < care.length; word++) {
            for (long left = care[word]; left != 0; left &= left - 1) {
                int bit = Long.numberOfTrailingZeros(left);
                Diagram variable = diagrams.bit(word, bit);
                all = diagrams.and(all, (want[word] >>> bit & 1) == 1 ? variable : diagrams.not(variable));
            }
        }
        for (Open each : open) {
            Diagram variable = diagrams.test(each.name() + (each.outcome() == Test.FAULT ? " can't be evaluated" : ""));
            all = diagrams.and(all, each.outcome() == Test.NO ? diagrams.not(variable) : variable);
        }
        return all;
    }

    /** Whether it holds. */
    boolean holds(Values values) {
        long[] words = values.words;
        if ((words[firstWord] & firstCare) != firstWant || (words[secondWord] & secondCare) != secondWant) {
            return false;
        }
        return restHolds(values);
    }

    /** Writes where the first two words are, whether there is more to it, and what each word must be. */
    void copyTo(long[] masks, int at) {
        boolean more = moreWords.length > 0 || open.length > 0;
        masks[at] = firstWord | ((long) secondWord << WORD_BITS) | (more ? MORE : 0);
        masks[at + 1] = firstCare;
        masks[at + 2] = firstWant;
        masks[at + 3] = secondCare;
        masks[at + 4] = secondWant;
    }

    /** Whether the rest holds, when the first two words do. */
    boolean restHolds(Values values) {
        long[] words = values.words;
        for (int word : moreWords) {
            if ((words[word] & care[word]) != want[word]) {
                return false;
            }
        }
        for (Open each : open) {
            if (!each.met(values)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it can hold when a choice among words is this one. */
    public boolean allows(Seat seat, int place) {
        return allows(seat.word(), ~seat.others(), (1L << (place + seat.shift())) | seat.present());
    }

    /** Whether it can hold when an attribute's bits in its word, presence included, stand so. */
    boolean allows(int word, long field, long state) {
        return ((want[word] ^ state) & care[word] & field) == 0;
    }

    /** Whether it looks at these bits. */
    boolean asks(int word, long field) {
        return (care[word] & field) != 0;
    }

    /** Whether it holds only when the attribute with this bit of presence is absent. */
    boolean wantsAbsent(int word, long present) {
        return (care[word] & present) != 0 && (want[word] & present) == 0;
    }

    /** The free texts that must equal a word. */
    List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (Open each : open) {
            if (each.key() != null) {
                keys.add(each.key());
            }
        }
        return keys;
    }

    /** Whether whatever meets this clause meets the other too, as far as bits tell. */
    boolean within(Clause other) {
        for (int i = 0; i < care.length; i++) {
            if ((other.care[i] & ~care[i]) != 0 || ((want[i] ^ other.want[i]) & other.care[i]) != 0) {
                return false;
            }
        }
        return Arrays.asList(open).containsAll(Arrays.asList(other.open));
    }
}

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

    private static final int UNASKED = -1;

    /** Closed values and presence as bits, by {@link Layout}. */
    final long[] words;

    private final Layout layout;
    private final long[] numbers;
    private final @Nullable Object[] objects;

    /** The numbers of free texts, found when first asked for. */
    private final int[] codes;

    /** Values for the attributes of a schema, all absent. */
    public Values(Schema schema) {
        this(schema.layout());
    }

    Values(Layout layout) {
        this.layout = layout;
        words = new long[layout.size()];
        numbers = new long[layout.numbers()];
        objects = new Object[layout.objects()];
        codes = new int[layout.objects()];
    }

    /** Makes every value absent. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** Makes every value absent and holds on to none. */
    public void forget() {
        clear();
        Arrays.fill(objects, null);
    }

    /** Sets a number, a duration in milliseconds, a word's place in its domain, or a set's bits. */
    public void set(int index, long value) {
        switch (layout.form(index)) {
            case ONE_OF -> write(index, 1L << value);
            case SOME_OF, YES_OR_NO -> write(index, value);
            case NUMBER, OBJECT -> {
                numbers[layout.slot(index)] = value;
                write(index, 0);
            }
        }
    }

    /** Sets a yes or no. */
    public void set(Seat seat, boolean value) {
        bits(seat, value ? 1 : 0);
    }

    /** Sets a word's place in its domain. */
    public void place(Seat seat, int place) {
        bits(seat, 1L << place);
    }

    /** Sets a number, or a duration in milliseconds. */
    public void number(Seat seat, long value) {
        numbers[seat.slot()] = value;
        words[seat.word()] |= seat.present();
    }

    /** Sets a free text, a free set of texts, or an {@link Address}. */
    public void object(Seat seat, Object value) {
        objects[seat.slot()] = value;
        codes[seat.slot()] = UNASKED;
        words[seat.word()] |= seat.present();
    }

    /** Sets the bits of a set over a domain. */
    public void bits(Seat seat, long bits) {
        int word = seat.word();
        words[word] = (words[word] & seat.others()) | seat.present() | (bits << seat.shift());
    }

    /** A copy of so many words from one on, for {@link #words(int, long[], long[])}. */
    public long[] words(int first, int count) {
        return Arrays.copyOfRange(words, first, first + count);
    }

    /** Writes words from one on; bits of {@code others} stay as they are. */
    public void words(int first, long[] others, long[] written) {
        for (int i = 0; i < others.length; i++) {
            words[first + i] = (words[first + i] & others[i]) | written[i];
        }
    }

    /** Makes a value absent. */
    public void clear(Seat seat) {
        words[seat.word()] &= seat.others();
    }

    /** Sets a yes or no. */
    public void set(int index, boolean value) {
        write(index, value ? 1 : 0);
    }

    /** Sets a free text, a free set of texts, or an {@link Address}. */
    public void set(int index, Object value) {
        objects[layout.slot(index)] = value;
        codes[layout.slot(index)] = UNASKED;
        write(index, 0);
    }

    /** Says that a value is there, whatever it is; for use with {@link #covers}. */
    public void mark(int index) {
        words[layout.word(index)] |= layout.present(index);
    }

    /** Whether every value that was marked in the other is there. */
    public boolean covers(Values marked) {
        for (int i = 0; i < words.length; i++) {
            if ((marked.words[i] & ~words[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** A value as people read it: words in their order with commas, nothing when absent. */
    public String text(Attribute attribute) {
        Object object = object(attribute.index());
        if (object instanceof Collection<?> words) {
            return words.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
        }
        if (object != null) {
            return object.toString();
        }
        long number = number(attribute.index());
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
        if (!has(index)) {
            return ABSENT;
        }
        return switch (layout.form(index)) {
            case ONE_OF -> Long.numberOfTrailingZeros(bits(index));
            case SOME_OF, YES_OR_NO -> bits(index);
            case NUMBER -> numbers[layout.slot(index)];
            case OBJECT -> ABSENT;
        };
    }

    @Nullable
    Object object(int index) {
        return layout.form(index) == Layout.Form.OBJECT && has(index) ? objects[layout.slot(index)] : null;
    }

    /** The number of the free text in a slot; the same codes must be asked until the text changes. */
    int code(int slot, Codes by) {
        int code = codes[slot];
        if (code == UNASKED) {
            code = by.of(objects[slot]);
            codes[slot] = code;
        }
        return code;
    }

    boolean has(int index) {
        return (words[layout.word(index)] & layout.present(index)) != 0;
    }

    /** The bits of a closed value; none when absent. */
    long bits(int index) {
        return (words[layout.word(index)] & layout.field(index)) >>> layout.shift(index);
    }

    private void write(int index, long bits) {
        int word = layout.word(index);
        words[word] = (words[word] & layout.others(index)) | layout.present(index) | (bits << layout.shift(index));
    }
}

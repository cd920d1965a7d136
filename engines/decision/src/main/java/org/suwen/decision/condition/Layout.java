package org.suwen.decision.condition;

import java.util.List;

/**
 * Where each attribute's value stands among the bits of {@link Values}.
 *
 * <p>A closed attribute takes one bit for each word of its domain, a yes or no one bit; every attribute has one more bit
 * that says whether it is there. An attribute never spans two words, so a condition's closed part is a handful of masks.
 */
final class Layout {

    /** How an attribute's value is kept. */
    enum Form {
        YES_OR_NO,
        ONE_OF,
        SOME_OF,
        NUMBER,
        OBJECT
    }

    private static final int BITS = 64;

    private final Form[] forms;
    private final int[] words;
    private final int[] shifts;
    private final int[] widths;
    private final int[] slots;
    private final long[] present;
    private final long[] others;
    private int size;
    private int numbers;
    private int objects;

    Layout(List<Attribute> attributes) {
        int count = attributes.size();
        forms = new Form[count];
        words = new int[count];
        shifts = new int[count];
        widths = new int[count];
        slots = new int[count];
        present = new long[count];
        others = new long[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            Type type = attributes.get(i).type();
            forms[i] = form(type);
            widths[i] = width(forms[i], type);
            if (used + widths[i] + 1 > BITS) {
                size++;
                used = 0;
            }
            words[i] = size;
            shifts[i] = used;
            used += widths[i] + 1;
            present[i] = 1L << (shifts[i] + widths[i]);
            others[i] = ~(present[i] | field(i));
            slots[i] = forms[i] == Form.NUMBER ? numbers++ : forms[i] == Form.OBJECT ? objects++ : -1;
        }
        size++;
    }

    private static Form form(Type type) {
        return switch (type.kind()) {
            case BOOL -> Form.YES_OR_NO;
            case NUMBER, DURATION -> Form.NUMBER;
            case TEXT -> type.domain().isEmpty() ? Form.OBJECT : Form.ONE_OF;
            case SET -> type.domain().isEmpty() ? Form.OBJECT : Form.SOME_OF;
            case ADDRESS, NETWORKS -> Form.OBJECT;
        };
    }

    private static int width(Form form, Type type) {
        return switch (form) {
            case YES_OR_NO -> 1;
            case ONE_OF, SOME_OF -> type.domain().size();
            case NUMBER, OBJECT -> 0;
        };
    }

    /** Words that all attributes take together. */
    int size() {
        return size;
    }

    int numbers() {
        return numbers;
    }

    int objects() {
        return objects;
    }

    Form form(int attribute) {
        return forms[attribute];
    }

    int word(int attribute) {
        return words[attribute];
    }

    int shift(int attribute) {
        return shifts[attribute];
    }

    /** Bits of its value, the bit that says it is there not counted. */
    int width(int attribute) {
        return widths[attribute];
    }

    /** Its place among the numbers or the objects. */
    int slot(int attribute) {
        return slots[attribute];
    }

    /** Its value's bits, in place. */
    long field(int attribute) {
        return (present[attribute] - 1) & (-1L << shifts[attribute]);
    }

    /** The bit that says it is there, in place. */
    long present(int attribute) {
        return present[attribute];
    }

    /** The bits of its word that are other attributes'. */
    long others(int attribute) {
        return others[attribute];
    }
}

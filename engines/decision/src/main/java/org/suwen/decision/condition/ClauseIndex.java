package org.suwen.decision.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clauses that hold without trying each: they are sorted into a tree by what they ask for.
 *
 * <p>A node looks at one attribute, goes on among the clauses that ask for the value it sees, and then among those that
 * don't ask for the attribute at all. So the work grows with the clauses that could hold, not with all there are.
 */
public final class ClauseIndex {

    /**
     * A clause with the number it stands for.
     *
     * @param id what is reported when it holds
     */
    public record Entry(int id, Clause clause) {}

    /** So few clauses are tried one by one. */
    private static final int FEW = 16;

    /** A split must spare this share of the work at least. */
    private static final double WORTH = 0.8;

    /** Numbers that stand for a clause: its id and where its two words are, and what each must be. */
    private static final int STRIDE = 5;

    private static final int WORD = (1 << Clause.WORD_BITS) - 1;

    private static final ClauseIndex[] NONE = {};
    private static final int[] NO_CODES = {};

    private final Clause[] clauses;
    private final long[] masks;
    private final Codes codes;
    private int word = -1;
    private long present;
    private long field;
    private int shift;
    private boolean flag;
    private int slot = -1;
    private int[] textCodes = NO_CODES;
    private @Nullable ClauseIndex[] children = NONE;
    private @Nullable ClauseIndex absent;
    private @Nullable ClauseIndex others;

    private ClauseIndex(List<Entry> entries, Codes codes) {
        this.codes = codes;
        clauses = entries.stream().map(Entry::clause).toArray(Clause[]::new);
        masks = new long[clauses.length * STRIDE];
        for (int i = 0; i < clauses.length; i++) {
            clauses[i].copyTo(masks, i * STRIDE);
            masks[i * STRIDE] |= (long) entries.get(i).id() << Integer.SIZE;
        }
    }

    /**
     * An index of clauses over the attributes of a schema.
     *
     * @param codes numbers of all free texts that these clauses look for, and perhaps others
     */
    public static ClauseIndex of(List<Entry> entries, Schema schema, Codes codes) {
        return new Builder(schema, codes).build(entries, Set.of());
    }

    /**
     * Writes the numbers of the clauses that hold, in no order; one with several such clauses may stand more than once.
     *
     * @param found takes the numbers, from {@code count} on; must be long enough
     * @return how many numbers stand in {@code found} now
     */
    public int find(Values values, int[] found, int count) {
        int n = count;
        for (ClauseIndex node = this; node != null; node = node.others) {
            if (node.word < 0) {
                return node.own(values, found, n); // only a leaf holds clauses of its own
            }
            ClauseIndex child = node.child(values);
            if (child != null) {
                n = child.find(values, found, n);
            }
        }
        return n;
    }

    private int own(Values values, int[] found, int count) {
        long[] words = values.words;
        int n = count;
        for (int at = 0; at < masks.length; at += STRIDE) {
            // the two words that tell most stand side by side, so that what doesn't hold costs one look
            long head = masks[at];
            if ((words[(int) head & WORD] & masks[at + 1]) == masks[at + 2]
                    && (words[(int) head >>> Clause.WORD_BITS & WORD] & masks[at + 3]) == masks[at + 4]
                    && ((head & Clause.MORE) == 0 || clauses[at / STRIDE].restHolds(values))) {
                found[n++] = (int) (head >>> Integer.SIZE);
            }
        }
        return n;
    }

    private @Nullable ClauseIndex child(Values values) {
        long bits = values.words[word];
        if ((bits & present) == 0) {
            return absent;
        }
        if (slot >= 0) {
            return byCode(values.code(slot, codes));
        }
        int number = (int) ((bits & field) >>> shift);
        return children[flag ? number : Long.numberOfTrailingZeros((bits & field) >>> shift)];
    }

    private @Nullable ClauseIndex byCode(int code) {
        if (code == Codes.UNKNOWN) {
            return null;
        }
        int last = textCodes.length - 1;
        for (int at = code & last; textCodes[at] != Codes.UNKNOWN; at = (at + 1) & last) {
            if (textCodes[at] == code) {
                return children[at];
            }
        }
        return null;
    }

    /** Sorts clauses into the tree. */
    private record Builder(Schema schema, Codes codes) {

        ClauseIndex build(List<Entry> entries, Set<Attribute> used) {
            Split best = entries.size() <= FEW ? null : best(entries, used);
            if (best == null) {
                return new ClauseIndex(entries, codes);
            }
            Layout layout = schema.layout();
            int index = best.attribute.index();
            ClauseIndex node = new ClauseIndex(List.of(), codes);
            node.word = layout.word(index);
            node.present = layout.present(index);
            node.field = layout.field(index);
            node.shift = layout.shift(index);
            node.flag = layout.form(index) == Layout.Form.YES_OR_NO;
            Set<Attribute> below = new HashSet<>(used);
            below.add(best.attribute);
            if (best.texts.isEmpty()) {
                node.children = new ClauseIndex[best.places.size()];
                Arrays.setAll(node.children, place -> below(best.places.get(place), below));
            } else {
                node.slot = layout.slot(index);
                byCode(node, best.texts, below);
            }
            node.absent = below(best.absents, below);
            node.others = below(best.others, below);
            return node;
        }

        private @Nullable ClauseIndex below(List<Entry> entries, Set<Attribute> used) {
            return entries.isEmpty() ? null : build(entries, used);
        }

        private void byCode(ClauseIndex node, Map<String, List<Entry>> texts, Set<Attribute> used) {
            int size = Integer.highestOneBit(texts.size() * 2) * 2;
            node.textCodes = new int[size];
            node.children = new ClauseIndex[size];
            texts.forEach((text, part) -> {
                int code = codes.of(text);
                int at = code & (size - 1);
                while (node.textCodes[at] != Codes.UNKNOWN) {
                    at = (at + 1) & (size - 1);
                }
                node.textCodes[at] = code;
                node.children[at] = build(part, used);
            });
        }

        private @Nullable Split best(List<Entry> entries, Set<Attribute> used) {
            Split best = null;
            double least = entries.size() * WORTH;
            for (Attribute attribute : schema.attributes()) {
                if (!used.contains(attribute)) {
                    Split split = Split.by(attribute, entries, schema);
                    double work = split.work();
                    if (work < least) {
                        least = work;
                        best = split;
                    }
                }
            }
            return best;
        }
    }

    /** Clauses sorted by what they ask of one attribute. */
    private static final class Split {

        private final Attribute attribute;
        private final Map<String, List<Entry>> texts = new HashMap<>();
        private final List<List<Entry>> places = new ArrayList<>();
        private final List<Entry> absents = new ArrayList<>();
        private final List<Entry> others = new ArrayList<>();

        private Split(Attribute attribute) {
            this.attribute = attribute;
        }

        static Split by(Attribute attribute, List<Entry> all, Schema schema) {
            Split split = new Split(attribute);
            Layout layout = schema.layout();
            List<Entry> entries = new ArrayList<>();
            for (Entry entry : all) {
                boolean gone =
                        entry.clause().wantsAbsent(layout.word(attribute.index()), layout.present(attribute.index()));
                (gone ? split.absents : entries).add(entry);
            }
            switch (layout.form(attribute.index())) {
                case OBJECT -> entries.forEach(split::byText);
                case YES_OR_NO -> split.byPlace(2, entries, layout);
                case ONE_OF -> split.byPlace(attribute.type().domain().size(), entries, layout);
                case SOME_OF, NUMBER -> split.others.addAll(entries);
            }
            return split;
        }

        private void byText(Entry entry) {
            for (Clause.Key key : entry.clause().keys()) {
                if (key.attribute() == attribute.index()) {
                    // found by the text, it need not look at it again
                    texts.computeIfAbsent(key.value(), text -> new ArrayList<>())
                            .add(new Entry(entry.id(), entry.clause().without(key)));
                    return;
                }
            }
            others.add(entry);
        }

        private void byPlace(int size, List<Entry> entries, Layout layout) {
            int index = attribute.index();
            int word = layout.word(index);
            long field = layout.field(index);
            long present = layout.present(index);
            for (int place = 0; place < size; place++) {
                places.add(new ArrayList<>());
            }
            for (Entry entry : entries) {
                boolean asked = entry.clause().asks(word, field);
                for (int place = 0; asked && place < size; place++) {
                    long bits = size == 2 && layout.width(index) == 1 ? place : 1L << place;
                    if (entry.clause().allows(word, field | present, (bits << layout.shift(index)) | present)) {
                        places.get(place).add(entry);
                    }
                }
                if (!asked) {
                    others.add(entry);
                }
            }
        }

        /** About how many clauses are tried on the average, one more for each step. */
        double work() {
            int parts = 1 + (texts.isEmpty() ? places.size() : texts.size());
            long sorted = texts.values().stream().mapToLong(List::size).sum()
                    + places.stream().mapToLong(List::size).sum()
                    + absents.size();
            return others.size() + (double) sorted / parts + 2;
        }
    }
}

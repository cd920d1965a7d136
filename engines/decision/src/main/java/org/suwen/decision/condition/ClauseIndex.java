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
    private static final int FEW = 8;

    /** A split must spare this share of the work at least. */
    private static final double WORTH = 0.8;

    private static final ClauseIndex[] NONE = {};

    private final int[] ids;
    private final Clause[] clauses;
    private int attribute = -1;
    private Map<Object, ClauseIndex> byText = Map.of();
    private @Nullable ClauseIndex[] byPlace = NONE;
    private @Nullable ClauseIndex absent;
    private @Nullable ClauseIndex others;

    private ClauseIndex(List<Entry> entries) {
        ids = entries.stream().mapToInt(Entry::id).toArray();
        clauses = entries.stream().map(Entry::clause).toArray(Clause[]::new);
    }

    /** An index of clauses over the attributes of a schema. */
    public static ClauseIndex of(List<Entry> entries, Schema schema) {
        return build(entries, schema, new HashSet<>());
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
            n = node.own(values, found, n);
            ClauseIndex child = node.attribute < 0 ? null : node.child(values);
            if (child != null) {
                n = child.find(values, found, n);
            }
        }
        return n;
    }

    private int own(Values values, int[] found, int count) {
        int n = count;
        for (int i = 0; i < clauses.length; i++) {
            if (clauses[i].holds(values)) {
                found[n++] = ids[i];
            }
        }
        return n;
    }

    private @Nullable ClauseIndex child(Values values) {
        if (!values.has(attribute)) {
            return absent;
        }
        return byPlace.length == 0 ? byText.get(values.object(attribute)) : byPlace[(int) values.number(attribute)];
    }

    private static ClauseIndex build(List<Entry> entries, Schema schema, Set<Attribute> used) {
        Split best = entries.size() <= FEW ? null : best(entries, schema, used);
        if (best == null) {
            return new ClauseIndex(entries);
        }
        ClauseIndex node = new ClauseIndex(List.of());
        node.attribute = best.attribute.index();
        Set<Attribute> below = new HashSet<>(used);
        below.add(best.attribute);
        if (best.texts.isEmpty()) {
            node.byPlace = new ClauseIndex[best.places.size()];
            Arrays.setAll(
                    node.byPlace,
                    place -> best.places.get(place).isEmpty() ? null : build(best.places.get(place), schema, below));
        } else {
            node.byText = new HashMap<>();
            best.texts.forEach((text, part) -> node.byText.put(text, build(part, schema, below)));
        }
        node.absent = best.absents.isEmpty() ? null : build(best.absents, schema, below);
        node.others = best.others.isEmpty() ? null : build(best.others, schema, below);
        return node;
    }

    private static @Nullable Split best(List<Entry> entries, Schema schema, Set<Attribute> used) {
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
                    texts.computeIfAbsent(key.value(), text -> new ArrayList<>())
                            .add(entry);
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

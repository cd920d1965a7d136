package org.suwen.decision.condition;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes decision diagrams over the bits of {@link Values} and over open tests, each of which is a variable of its own.
 *
 * <p>Not safe for use from more than one thread.
 */
public final class Diagrams {

    private final Schema schema;
    private final DiagramTable table = new DiagramTable();
    private final Diagram no = table.no();
    private final Diagram yes = table.yes();
    private final Map<String, Integer> tests = new LinkedHashMap<>();

    /** Sets without an attribute, by its first bit. */
    private final Map<Integer, Map<Diagram, Diagram>> freed = new HashMap<>();

    private final Map<Diagram, Double> densities = new HashMap<>();

    /** For conditions over the attributes of this schema. */
    public Diagrams(Schema schema) {
        this.schema = schema;
    }

    /** No question. */
    public Diagram no() {
        return no;
    }

    /** Every question. */
    public Diagram yes() {
        return yes;
    }

    /** The questions in which one of the clauses holds. */
    public Diagram of(List<Clause> clauses) {
        Diagram any = no;
        for (Clause clause : clauses) {
            any = or(any, clause.diagram(this));
        }
        return any;
    }

    Diagram bit(int word, int bit) {
        return node(word * Long.SIZE + bit, no, yes);
    }

    Diagram test(String name) {
        int first = schema.layout().size() * Long.SIZE;
        return node(first + tests.computeIfAbsent(name, unseen -> tests.size()), no, yes);
    }

    /** The questions in neither. */
    public Diagram not(Diagram set) {
        if (set == no || set == yes) {
            return set == no ? yes : no;
        }
        Diagram known = set.opposite;
        if (known == null) {
            known = node(set.variable, not(set.low), not(set.high));
            set.opposite = known;
            known.opposite = set;
        }
        return known;
    }

    /** The questions in either. */
    public Diagram or(Diagram left, Diagram right) {
        return not(and(not(left), not(right)));
    }

    /** The questions in the first and not in the second. */
    public Diagram without(Diagram left, Diagram right) {
        return and(left, not(right));
    }

    /** The questions in both. */
    public Diagram and(Diagram left, Diagram right) {
        if (left == no || right == no || left == yes || right == yes || left == right) {
            return left == no || right == yes || left == right ? left : right;
        }
        Diagram known = table.product(left, right);
        if (known != null) {
            return known;
        }
        int variable = Math.min(left.variable, right.variable);
        Diagram low = and(left.variable == variable ? left.low : left, right.variable == variable ? right.low : right);
        Diagram high =
                and(left.variable == variable ? left.high : left, right.variable == variable ? right.high : right);
        Diagram made = node(variable, low, high);
        table.keep(left, right, made);
        return made;
    }

    private Diagram node(int variable, Diagram low, Diagram high) {
        return low == high ? low : table.node(variable, low, high);
    }

    /** The questions in which an attribute has a value its type allows, or is absent where it may be. */
    public Diagram wellFormed(Attribute attribute) {
        Layout layout = schema.layout();
        int index = attribute.index();
        int word = layout.word(index);
        int shift = layout.shift(index);
        int width = layout.width(index);
        Diagram present = bit(word, shift + width);
        Diagram values = layout.form(index) == Layout.Form.ONE_OF ? exactlyOne(word, shift, width) : yes;
        if (!attribute.optional()) {
            return and(present, values);
        }
        Diagram nothing = yes;
        for (int i = 0; i < width; i++) {
            nothing = and(nothing, not(bit(word, shift + i)));
        }
        return or(and(present, values), and(not(present), nothing));
    }

    private Diagram exactlyOne(int word, int shift, int width) {
        Diagram any = no;
        for (int i = 0; i < width; i++) {
            Diagram only = yes;
            for (int j = width - 1; j >= 0; j--) {
                Diagram bit = bit(word, shift + j);
                only = and(i == j ? bit : not(bit), only);
            }
            any = or(any, only);
        }
        return any;
    }

    /** One of the questions, attributes and tests by name; none when there is none. Only what matters is named. */
    public Optional<Map<String, String>> example(Diagram set) {
        if (set == no) {
            return Optional.empty();
        }
        Values values = new Values(schema);
        Map<String, String> example = new TreeMap<>();
        List<String> names = List.copyOf(tests.keySet());
        int first = schema.layout().size() * Long.SIZE;
        for (Diagram at = set; at != yes; ) {
            boolean high = at.high != no;
            if (at.variable >= first) {
                example.put(names.get(at.variable - first), String.valueOf(high));
            } else if (high) {
                values.words[at.variable / Long.SIZE] |= 1L << (at.variable % Long.SIZE);
            }
            at = high ? at.high : at.low;
        }
        schema.attributes().stream().filter(each -> each.type().numeric()).forEach(attribute -> {
            String text = schema.layout().form(attribute.index()) == Layout.Form.NUMBER ? "" : values.text(attribute);
            if (!text.isEmpty()) {
                example.put(attribute.name(), text);
            }
        });
        return Optional.of(example);
    }

    /** The questions that are in the set with some value of an attribute, or without one. */
    public Diagram whatever(Attribute attribute, Diagram set) {
        Layout layout = schema.layout();
        int first = layout.word(attribute.index()) * Long.SIZE + layout.shift(attribute.index());
        return whatever(
                set,
                first,
                first + layout.width(attribute.index()) + 1,
                freed.computeIfAbsent(first, unseen -> new HashMap<>()));
    }

    private Diagram whatever(Diagram set, int first, int last, Map<Diagram, Diagram> done) {
        if (set == no || set == yes || set.variable >= last) {
            return set;
        }
        Diagram known = done.get(set);
        if (known == null) {
            Diagram low = whatever(set.low, first, last, done);
            Diagram high = whatever(set.high, first, last, done);
            known = set.variable < first ? node(set.variable, low, high) : or(low, high);
            done.put(set, known);
        }
        return known;
    }

    /** Which part of all combinations of bits and tests the set is, impossible ones counted too. */
    public double density(Diagram set) {
        if (set == no || set == yes) {
            return set == yes ? 1 : 0;
        }
        Double known = densities.get(set);
        if (known == null) {
            known = (density(set.low) + density(set.high)) / 2;
            densities.put(set, known);
        }
        return known;
    }

    /** How many tests of open values are variables. */
    public int tests() {
        return tests.size();
    }
}

package org.suwen.decision.condition;

import org.jspecify.annotations.Nullable;

/**
 * The diagrams that were made, each once, and products of two that were worked out lately.
 *
 * <p>Idea: both lie in arrays by hash. A diagram stays for good, so that equal sets are the same object; a product gives
 * way to another that falls on its place and is worked out again when it is asked for.
 */
final class DiagramTable {

    private static final int SMALLEST = 1 << 14;
    private static final int MOST_PRODUCTS = 1 << 21;

    private final Diagram no = new Diagram(0);
    private final Diagram yes = new Diagram(1);
    private @Nullable Diagram[] nodes = new Diagram[SMALLEST];
    private int count = 2;
    private long[] asked = new long[SMALLEST];
    private @Nullable Diagram[] products = new Diagram[SMALLEST];

    Diagram no() {
        return no;
    }

    Diagram yes() {
        return yes;
    }

    /** The diagram that looks at a variable first. */
    Diagram node(int variable, Diagram low, Diagram high) {
        int at = place(variable, low, high);
        Diagram known = nodes[at];
        if (known != null) {
            return known;
        }
        Diagram made = new Diagram(count++, variable, low, high);
        nodes[at] = made;
        if (count * 2 > nodes.length) {
            grow();
        }
        return made;
    }

    private int place(int variable, Diagram low, Diagram high) {
        int at = mixed(variable * 0x9E3779B97F4A7C15L + (((long) low.id << Integer.SIZE) | high.id))
                & (nodes.length - 1);
        for (Diagram there = nodes[at]; there != null; there = nodes[at]) {
            if (there.variable == variable && there.low == low && there.high == high) {
                return at;
            }
            at = (at + 1) & (nodes.length - 1);
        }
        return at;
    }

    private void grow() {
        @Nullable Diagram[] before = nodes;
        nodes = new Diagram[before.length * 2];
        for (Diagram each : before) {
            if (each != null) {
                nodes[place(each.variable, each.low, each.high)] = each;
            }
        }
        if (nodes.length <= MOST_PRODUCTS) {
            asked = new long[nodes.length];
            products = new Diagram[nodes.length];
        }
    }

    /** The product of two, when it is still known. */
    @Nullable
    Diagram product(Diagram left, Diagram right) {
        long pair = pair(left, right);
        int at = mixed(pair) & (asked.length - 1);
        return asked[at] == pair ? products[at] : null;
    }

    /** Keeps the product of two. */
    void keep(Diagram left, Diagram right, Diagram product) {
        long pair = pair(left, right);
        int at = mixed(pair) & (asked.length - 1);
        asked[at] = pair;
        products[at] = product;
    }

    /** The same for both orders; never zero, since the ends are not multiplied. */
    private static long pair(Diagram left, Diagram right) {
        int first = Math.min(left.id, right.id);
        int second = Math.max(left.id, right.id);
        return ((long) first << Integer.SIZE) | second;
    }

    private static int mixed(long value) {
        long mixed = value * 0xD6E8FEB86659FD93L;
        return (int) (mixed ^ (mixed >>> 32));
    }
}

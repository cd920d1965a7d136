package org.suwen.decision.condition;

import org.jspecify.annotations.Nullable;

/**
 * A set of questions as a reduced ordered decision diagram: equal sets are the same object.
 *
 * <p>Made by {@link Diagrams}.
 */
public final class Diagram {

    /** Counted up as they are made. */
    final int id;

    final int variable;
    final Diagram low;
    final Diagram high;

    /** The questions in neither, once it was asked for. */
    @Nullable
    Diagram opposite;

    /** One of the two ends. */
    Diagram(int id) {
        this.id = id;
        variable = Integer.MAX_VALUE;
        low = this;
        high = this;
    }

    Diagram(int id, int variable, Diagram low, Diagram high) {
        this.id = id;
        this.variable = variable;
        this.low = low;
        this.high = high;
    }
}

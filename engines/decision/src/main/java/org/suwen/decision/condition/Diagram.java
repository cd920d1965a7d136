package org.suwen.decision.condition;

/**
 * A set of questions as a reduced ordered decision diagram: equal sets are the same object.
 *
 * <p>Made by {@link Diagrams}.
 */
public final class Diagram {

    final int variable;
    final Diagram low;
    final Diagram high;

    /** One of the two ends. */
    Diagram() {
        variable = Integer.MAX_VALUE;
        low = this;
        high = this;
    }

    Diagram(int variable, Diagram low, Diagram high) {
        this.variable = variable;
        this.low = low;
        this.high = high;
    }
}

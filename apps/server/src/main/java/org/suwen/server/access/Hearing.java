package org.suwen.server.access;

import java.util.Optional;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Request;
import org.suwen.decision.Row;

/** Hears of each decision of the gate before it is acted on; cases use it, and it can change nothing. */
@FunctionalInterface
public interface Hearing {

    /** Nobody listens. */
    Hearing NONE = (request, dataClass, row, decision) -> {};

    /**
     * A decision was taken.
     *
     * @param row the row it was settled for; empty when it holds for the class
     */
    void decided(Request request, DecisionClass dataClass, Optional<Row> row, Decision decision);
}

package org.suwen.server.cases;

import java.util.Optional;
import org.suwen.decision.Decision;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.DecisionEngine;
import org.suwen.decision.Request;
import org.suwen.decision.Row;

/** A decision of the gate with what it was decided on. */
record Heard(Request request, DecisionClass dataClass, Optional<Row> row, Decision decision) {

    /** What another rulebook says to the same question. */
    Decision again(DecisionEngine engine) {
        Decision other = engine.decide(request, dataClass);
        return row.map(other::forRow).orElse(other);
    }
}

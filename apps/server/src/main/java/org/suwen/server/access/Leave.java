package org.suwen.server.access;

import java.util.List;
import java.util.Optional;
import org.suwen.decision.DecisionClass;
import org.suwen.decision.Permit;
import org.suwen.decision.Row;

/** What the gate says to somebody who wants to act on a patient's data without reading rows. */
public sealed interface Leave {

    /**
     * What is to be touched: a class, and the stored row that is changed, when one is.
     *
     * @param row what a permit that holds for some rows only is tested on, for instance the author's
     */
    record Claim(DecisionClass dataClass, Optional<Row> row) {
        /** Something new of this class. */
        public static Claim ofNew(DecisionClass dataClass) {
            return new Claim(dataClass, Optional.empty());
        }
    }

    /** It may be done; one permit a claim. */
    record Yes(Standing standing, List<Permit> permits) implements Leave {
        public Yes {
            permits = List.copyOf(permits);
        }

        /** The first permit, which names the ground of the entry. */
        public Permit main() {
            return permits.getFirst();
        }
    }

    /** It may not; the refusal stands in the ledger. */
    record No(Answer refusal) implements Leave {}
}

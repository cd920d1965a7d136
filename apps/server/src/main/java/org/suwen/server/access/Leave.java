package org.suwen.server.access;

import java.util.List;
import org.suwen.decision.Permit;

/** What the gate says to somebody who wants to act on a patient's data without reading rows. */
public sealed interface Leave {

    /** It may be done; one permit a class asked about. */
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

package org.suwen.server.matters;

import java.util.List;
import java.util.Optional;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.matter.Matter;
import org.suwen.server.access.Answer;

/** What came of dealing with a matter. */
public sealed interface Handled {

    /**
     * It is on record.
     *
     * @param answer why what was asked for is not done now, where that is the answer; empty otherwise
     * @param parcel the package, where one was made
     */
    record Done(Matter matter, List<Defect> answer, Optional<Parcel> parcel) implements Handled {
        /** Copies the answer. */
        public Done {
            answer = List.copyOf(answer);
        }
    }

    /** The rules refuse whoever tried; in the ledger. */
    record Refused(Answer refusal) implements Handled {}

    /** It is not complete, or not in order; nothing was done and no clock runs. */
    record Invalid(List<Defect> defects) implements Handled {
        /** Copies the defects. */
        public Invalid {
            defects = List.copyOf(defects);
        }
    }

    /** There is no such matter of this patient. */
    record Unknown() implements Handled {}
}

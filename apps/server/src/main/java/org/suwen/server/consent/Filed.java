package org.suwen.server.consent;

import java.util.List;
import org.suwen.decision.consent.Defect;
import org.suwen.decision.consent.Task;
import org.suwen.server.access.Answer;
import org.suwen.server.access.Changes;

/** What came of an act of consent. */
public sealed interface Filed {

    /** It is in force; {@code tasks} follow from it. */
    record Done(Changes.Outcome.Done change, String act, List<Task> tasks) implements Filed {
        /** Copies the tasks. */
        public Done {
            tasks = List.copyOf(tasks);
        }
    }

    /** The rules refuse whoever tried; in the ledger. */
    record Refused(Answer refusal) implements Filed {}

    /** Somebody changed the consent meanwhile; nothing was done. */
    record Moved(long version) implements Filed {}

    /** It is not valid; nothing was done. */
    record Invalid(List<Defect> defects) implements Filed {
        /** Copies the defects. */
        public Invalid {
            defects = List.copyOf(defects);
        }
    }
}

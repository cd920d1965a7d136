package org.suwen.server.intake;

import java.util.List;
import org.suwen.vault.PatientId;

/**
 * A submission about one patient, checked and rewritten, ready to be decided.
 *
 * @param patient whom it is about
 * @param enrolled whether the patient is known already; a new patient is enrolled when the write is allowed
 * @param pieces the resources, in the order given
 */
record Parcel(PatientId patient, boolean enrolled, List<Piece> pieces) {
    /** Copies the list. */
    Parcel {
        pieces = List.copyOf(pieces);
    }
}

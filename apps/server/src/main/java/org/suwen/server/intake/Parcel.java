package org.suwen.server.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.suwen.vault.PatientId;

/**
 * A submission about one patient, checked and rewritten, ready to be decided.
 *
 * @param patient whom it is about
 * @param enrolled whether the patient is known already; a new patient is enrolled when the write is allowed
 * @param pieces the resources, in the order given
 * @param endings the resources it ends
 * @param terms what it rests on and answers
 */
record Parcel(PatientId patient, boolean enrolled, List<Piece> pieces, List<Ending> endings, Terms terms) {
    /** Copies the lists. */
    Parcel {
        pieces = List.copyOf(pieces);
        endings = List.copyOf(endings);
    }

    /**
     * What a submission rests on and answers.
     *
     * @param expected versions that resources must be at, by {@code Type/id}
     * @param order what the answer names, in the order of the submission
     */
    record Terms(Map<String, Long> expected, List<Intake.Stored> order) {
        Terms {
            expected = Map.copyOf(expected);
            order = List.copyOf(order);
        }
    }

    /** The same parcel with these pieces only. */
    Parcel with(List<Piece> kept) {
        return new Parcel(patient, enrolled, kept, endings, terms);
    }

    /** The same parcel of a patient who has keys by now. */
    Parcel ofKnown() {
        return new Parcel(patient, true, pieces, endings, terms);
    }

    /** The version that a changed resource must be at, when the submission says so. */
    Optional<Long> expected(String key) {
        return Optional.ofNullable(terms.expected().get(key));
    }
}

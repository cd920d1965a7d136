package org.suwen.server.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.suwen.classification.Flag;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Diagnoses whose code is in no version of the international classification, for the coders (COL-11). A diagnosis comes in
 * when it is written and leaves when it is written again with a code that is known.
 */
public final class CodingQueue {

    private static final String KIND = "coding";
    private static final String DIAGNOSIS = "Condition";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Clock clock;

    /** A queue kept in {@code documents}. */
    public CodingQueue(DirectoryDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** A diagnosis that waits for its code. */
    public record Waiting(String patient, String id, Instant since) {}

    /** All that wait, the longest first. */
    public List<Waiting> list() {
        return documents.list(KIND).stream()
                .map(each -> JSON.readValue(each.value(), Waiting.class))
                .sorted(Comparator.comparing(Waiting::since).thenComparing(Waiting::id))
                .toList();
    }

    /** Those of one patient. */
    public List<Waiting> of(PatientId patient) {
        return list().stream()
                .filter(each -> each.patient().equals(patient.toString()))
                .toList();
    }

    /** Removes those of a patient, for erasure; gives how many there were. */
    public int forget(PatientId patient) {
        List<Waiting> found = of(patient);
        found.forEach(each -> documents.delete(new DocumentKey(KIND, each.id())));
        return found.size();
    }

    /** Looks at what is about to be written; noting it twice changes nothing. */
    void look(PatientId patient, List<Piece> pieces, Labelled labelled) {
        for (Piece piece : pieces) {
            if (!piece.type().equals(DIAGNOSIS)) {
                continue;
            }
            var key = new DocumentKey(KIND, piece.id());
            if (labelled.own(piece).has(Flag.UNKNOWN_CODE)) {
                if (documents.get(key).isEmpty()) {
                    var waiting = new Waiting(patient.toString(), piece.id(), clock.instant());
                    documents.put(key, 0, JSON.writeValueAsBytes(waiting));
                }
            } else if (piece.version() > 1) {
                documents.delete(key);
            }
        }
    }
}

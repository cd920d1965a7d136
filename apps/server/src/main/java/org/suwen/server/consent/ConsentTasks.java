package org.suwen.server.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.consent.Task;
import org.suwen.server.access.Cards;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be done by a time because of an act of consent: visible to the office until it is done with proof.
 *
 * <p>A task is stored before the act that it follows from; a crash in between leaves a task whose act is not in force, and
 * such a task is not shown. So an act in force always has its tasks.
 */
public final class ConsentTasks {

    private static final String KIND = "consent-task";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Cards cards;
    private final Clock clock;

    /** Tasks kept in {@code documents} about acts on {@code cards}. */
    public ConsentTasks(DirectoryDocuments documents, Cards cards, Clock clock) {
        this.documents = documents;
        this.cards = cards;
        this.clock = clock;
    }

    /**
     * A task with what has become of it.
     *
     * @param act the act it follows from
     * @param proof what shows that it is done; empty until then
     */
    public record Kept(Task task, String patient, String act, Optional<Instant> doneAt, String proof) {

        /** Whether it is still open at a moment later than it was due. */
        public boolean overdue(Instant now) {
            return doneAt.isEmpty() && now.isAfter(task.due());
        }
    }

    /** What came of reporting a task done. */
    public enum Done {
        DONE,
        UNKNOWN,
        ALREADY
    }

    /** Stores tasks of an act that is about to be made; doing it again changes nothing. */
    void open(PatientId patient, String act, List<Task> tasks) {
        for (Task each : tasks) {
            var key = new DocumentKey(KIND, each.id());
            if (documents.get(key).isEmpty()) {
                var kept = new Kept(each, patient.toString(), act, Optional.empty(), "");
                documents.put(key, 0, JSON.writeValueAsBytes(kept));
            }
        }
    }

    /** All tasks of acts in force, the one due first before the others. */
    public List<Kept> list() {
        return documents.list(KIND).stream()
                .map(each -> JSON.readValue(each.value(), Kept.class))
                .filter(this::inForce)
                .sorted(Comparator.comparing((Kept each) -> each.task().due())
                        .thenComparing(each -> each.task().id()))
                .toList();
    }

    /** The tasks about one patient. */
    public List<Kept> of(PatientId patient) {
        return list().stream()
                .filter(each -> each.patient().equals(patient.toString()))
                .toList();
    }

    /** Removes the tasks about a patient, for erasure; gives how many. */
    public int forget(PatientId patient) {
        List<Kept> found = stored(patient);
        found.forEach(each -> documents.delete(new DocumentKey(KIND, each.task().id())));
        return found.size();
    }

    /** The tasks about a patient, in force or not. */
    public List<Kept> stored(PatientId patient) {
        return documents.list(KIND).stream()
                .map(each -> JSON.readValue(each.value(), Kept.class))
                .filter(each -> each.patient().equals(patient.toString()))
                .toList();
    }

    private boolean inForce(Kept kept) {
        return cards.current(PatientId.of(kept.patient()))
                .card()
                .file()
                .act(kept.act())
                .isPresent();
    }

    /** Enters that a task is done. */
    public Done done(String id, String proof) {
        var key = new DocumentKey(KIND, id);
        Optional<VersionedBytes> found = documents.get(key);
        if (found.isEmpty()) {
            return Done.UNKNOWN;
        }
        Kept kept = JSON.readValue(found.get().value(), Kept.class);
        if (kept.doneAt().isPresent()) {
            return Done.ALREADY;
        }
        var done = new Kept(kept.task(), kept.patient(), kept.act(), Optional.of(clock.instant()), proof);
        documents.put(key, found.get().version(), JSON.writeValueAsBytes(done));
        return Done.DONE;
    }
}

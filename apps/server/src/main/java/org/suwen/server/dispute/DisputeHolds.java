package org.suwen.server.dispute;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.suwen.server.dispute.DisputeHold.Release;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.vault.PatientId;
import tools.jackson.databind.json.JsonMapper;

/**
 * All holds, asked by whoever is about to erase a patient or blind an entry.
 *
 * <p>A hold is stored before its entry and ends after its entry, so whatever fails in between errs on the side of keeping.
 */
public final class DisputeHolds {

    private static final String KIND = "dispute-hold";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Clock clock;

    /** Holds kept in {@code documents}. */
    public DisputeHolds(DirectoryDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** What is to be held. */
    public record Matter(String id, SortedSet<Long> entries, SortedSet<String> patients, String reason) {}

    /** What came of asking for a release. */
    public enum Released {
        /** The first person has asked; nothing is released yet. */
        ASKED,
        /** A second person agreed. */
        RELEASED,
        /** The same person can't be the second. */
        SAME_PERSON,
        /** There is no such hold, or it is over. */
        UNKNOWN
    }

    /** Places a hold; {@code enter} makes its entries, and without them there is no hold. */
    public DisputeHold place(Matter matter, String by, Consumer<DisputeHold> enter) {
        var hold = new DisputeHold(
                matter.id(),
                matter.entries(),
                matter.patients(),
                matter.reason(),
                by,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        DocumentKey key = key(hold.id());
        var unused = documents.put(key, 0, JSON.writeValueAsBytes(hold));
        try {
            enter.accept(hold);
        } catch (RuntimeException notEntered) {
            documents.delete(key);
            throw notEntered;
        }
        return hold;
    }

    /** The first or second person's word; {@code enter} makes the entry before it counts. */
    public Released release(String id, String by, String reason, Consumer<DisputeHold> enter) {
        Optional<VersionedBytes> found = documents.get(key(id));
        Optional<DisputeHold> standing = found.map(each -> read(each.value())).filter(DisputeHold::stands);
        if (standing.isEmpty()) {
            return Released.UNKNOWN;
        }
        var word = new Release(by, clock.instant(), reason);
        boolean second = standing.get().asked().isPresent();
        if (second && standing.get().asked().get().by().equals(by)) {
            return Released.SAME_PERSON;
        }
        DisputeHold next =
                second ? standing.get().released(word) : standing.get().asked(word);
        enter.accept(next);
        var unused = documents.put(key(id), found.orElseThrow().version(), JSON.writeValueAsBytes(next));
        return second ? Released.RELEASED : Released.ASKED;
    }

    /** All holds, those that stand first, then the newest. */
    public List<DisputeHold> all() {
        return documents.list(KIND).stream()
                .map(each -> read(each.value()))
                .sorted(Comparator.comparing(DisputeHold::stands)
                        .thenComparing(DisputeHold::at)
                        .reversed())
                .toList();
    }

    /** The standing holds on a patient. */
    public List<DisputeHold> on(PatientId patient) {
        return all().stream()
                .filter(hold -> hold.stands() && hold.patients().contains(patient.toString()))
                .toList();
    }

    /** Whether an entry of the ledger must stay readable: it is held, or the patient it is about. */
    public boolean holdsEntry(long index, Optional<PatientId> patient) {
        return all().stream()
                .anyMatch(hold -> hold.stands()
                        && (hold.entries().contains(index)
                                || patient.map(each -> hold.patients().contains(each.toString()))
                                        .orElse(false)));
    }

    private static DisputeHold read(byte[] value) {
        return JSON.readValue(value, DisputeHold.class);
    }

    private static DocumentKey key(String id) {
        return new DocumentKey(KIND, id);
    }
}

package org.suwen.server.access;

import java.time.Instant;
import java.util.Optional;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.identity.DocumentMemory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts anomalies of an actor and says when the threshold is reached (DOC-35, DOC-39, A10).
 *
 * <p>Counts are kept per actor and night, in a sealed document, so that they hold across nodes and restarts.
 */
public final class Blocks {

    private static final String KIND = "anomalies";
    private static final int ATTEMPTS = 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DirectoryDocuments documents;
    private final Institution institution;
    private final Threshold threshold;

    /** How many anomalies a night block an actor; 0 for none. */
    @FunctionalInterface
    public interface Threshold {
        /** The number in force at this moment. */
        long at(Instant moment);
    }

    /** Blocks an actor who has as many anomalies in one night, counted from noon to noon, as the threshold says. */
    public Blocks(DirectoryDocuments documents, Institution institution, Threshold threshold) {
        this.documents = documents;
        this.institution = institution;
        this.threshold = threshold;
    }

    /** A night that does not end: the account is blocked until somebody lifts it. */
    private static final long EVERY_NIGHT = Long.MAX_VALUE;

    /** The count of one night. */
    record Count(long night, int anomalies) {}

    /** Whether an actor with this count is blocked at this moment. */
    boolean isBlocked(Optional<Count> current, Instant at) {
        if (current.filter(count -> count.night() == EVERY_NIGHT).isPresent()) {
            return true;
        }
        long limit = threshold.at(at);
        return limit > 0
                && current.filter(count -> count.night() == night(at))
                                .map(Count::anomalies)
                                .orElse(0)
                        >= limit;
    }

    /** The count kept of an actor, from documents read by {@code reading}. */
    Optional<Count> current(String actor, DocumentMemory.Reading reading) {
        return reading.get(new DocumentKey(KIND, actor)).map(each -> JSON.readValue(each.value(), Count.class));
    }

    /**
     * Counts one anomaly.
     *
     * @return whether the threshold is reached by it
     */
    boolean count(String actor, Instant at) {
        long limit = threshold.at(at);
        if (limit <= 0) {
            return false;
        }
        var key = new DocumentKey(KIND, actor);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<VersionedBytes> found = documents.get(key);
            if (found.filter(each -> JSON.readValue(each.value(), Count.class).night() == EVERY_NIGHT)
                    .isPresent()) {
                return false;
            }
            Count before = found.map(each -> JSON.readValue(each.value(), Count.class))
                    .filter(count -> count.night() == night(at))
                    .orElse(new Count(night(at), 0));
            var after = new Count(before.night(), before.anomalies() + 1);
            try {
                documents.put(key, found.map(VersionedBytes::version).orElse(0L), JSON.writeValueAsBytes(after));
                return after.anomalies() == limit;
            } catch (DocumentMovedException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(KIND);
    }

    /** Blocks an account until the block is lifted (AGR-49). */
    public void suspend(String actor) {
        var key = new DocumentKey(KIND, actor);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long version = documents.get(key).map(VersionedBytes::version).orElse(0L);
            try {
                documents.put(key, version, JSON.writeValueAsBytes(new Count(EVERY_NIGHT, 1)));
                return;
            } catch (DocumentMovedException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(KIND);
    }

    /** Whether this account is blocked at this moment. */
    public boolean isBlocked(String actor, Instant at) {
        return isBlocked(current(actor, documents::get), at);
    }

    /**
     * Lifts the block of an account for what it has done so far; further anomalies count from one again (DOC-40).
     *
     * @return false when there was no block to lift
     */
    public boolean lift(String actor, Instant at) {
        var key = new DocumentKey(KIND, actor);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<VersionedBytes> found = documents.get(key);
            if (found.isEmpty() || !isBlocked(actor, at)) {
                return false;
            }
            try {
                documents.put(key, found.get().version(), JSON.writeValueAsBytes(new Count(night(at), 0)));
                return true;
            } catch (DocumentMovedException moved) {
                Thread.onSpinWait();
            }
        }
        throw new DocumentMovedException(KIND);
    }

    private long night(Instant at) {
        return at.atZone(institution.zone()).minusHours(12).toLocalDate().toEpochDay();
    }
}

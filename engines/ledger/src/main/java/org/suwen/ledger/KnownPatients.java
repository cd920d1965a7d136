package org.suwen.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.suwen.ledger.store.Lead;
import org.suwen.ledger.store.LedgerStore;

/** The patients' consent versions and numbers of entries as the one writer knows them: exact, and bounded in memory. */
final class KnownPatients {
    private final LedgerStore store;
    private final BoundedCache<UUID, Long> versions;
    private final BoundedCache<UUID, Long> counts;

    KnownPatients(LedgerStore store, int cached) {
        this.store = store;
        this.versions = new BoundedCache<>(cached);
        this.counts = new BoundedCache<>(cached);
    }

    Optional<Long> version(UUID patient) {
        return versions.get(patient);
    }

    Optional<Long> count(UUID patient) {
        return counts.get(patient);
    }

    /** Takes over what a commit has changed. */
    void learn(Plan plan) {
        versions.putAll(plan.versions());
        counts.putAll(plan.counts());
    }

    /** Forgets the numbers of entries, when one of them turned out wrong. */
    void recount() {
        counts.clear();
    }

    /** What is known before a batch. */
    Plan.Known before(Lead held, List<Pending> batch, boolean recount) {
        List<UUID> cold = batch.stream()
                .flatMap(pending -> pending.draft().subject().stream())
                .filter(subject -> subject.guard() != Guard.NONE)
                .map(Subject::patient)
                .filter(patient -> versions.get(patient).isEmpty())
                .distinct()
                .toList();
        return new Before(cold.isEmpty() ? new HashMap<>() : held.subjectVersions(cold), recount);
    }

    private final class Before implements Plan.Known {
        private final Map<UUID, Long> stored;
        private final boolean recount;

        Before(Map<UUID, Long> stored, boolean recount) {
            this.stored = stored;
            this.recount = recount;
        }

        @Override
        public long version(UUID patient) {
            return versions.get(patient).orElseGet(() -> stored.getOrDefault(patient, 0L));
        }

        @Override
        public long count(Pending pending, Subject subject) {
            Optional<Long> cached = counts.get(subject.patient());
            if (cached.isPresent()) {
                return cached.get();
            }
            return recount ? new PatientTokens(store).count(subject.keys()) : pending.countHint();
        }
    }
}

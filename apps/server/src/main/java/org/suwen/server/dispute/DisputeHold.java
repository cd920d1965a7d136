package org.suwen.server.dispute;

import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A hold on data and entries that a dispute is about.
 *
 * @param entries entries of the ledger whose content stays readable
 * @param patients opaque ids of patients whose record and log key stay
 * @param asked who first asked to release it, and why
 * @param released who agreed, a second person; the hold is over
 */
public record DisputeHold(
        String id,
        SortedSet<Long> entries,
        SortedSet<String> patients,
        String reason,
        String by,
        Instant at,
        Optional<Release> asked,
        Optional<Release> released) {

    /** Copies the sets. */
    public DisputeHold {
        entries = sorted(entries);
        patients = sorted(patients);
    }

    private static <T> NavigableSet<T> sorted(Collection<T> some) {
        return new TreeSet<>(some);
    }

    /** One person's word that the hold may end. */
    public record Release(String by, Instant at, String reason) {}

    /** Whether it still holds; asking alone releases nothing. */
    public boolean stands() {
        return released.isEmpty();
    }

    DisputeHold asked(Release first) {
        return new DisputeHold(id, entries, patients, reason, by, at, Optional.of(first), Optional.empty());
    }

    DisputeHold released(Release second) {
        return new DisputeHold(id, entries, patients, reason, by, at, asked, Optional.of(second));
    }
}

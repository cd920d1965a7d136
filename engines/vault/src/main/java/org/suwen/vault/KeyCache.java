package org.suwen.vault;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.suwen.vault.internal.SecretBytes;

/**
 * The patients' keys last used, bounded.
 *
 * <p>Keys that fall out are zeroed once nobody holds them any more (found by a phantom reference at some later call, as
 * engines start no threads); keys that are forgotten are zeroed at once, whoever holds them. A load that began before a
 * patient was forgotten does not bring his keys back: {@link #put} takes the {@link #moment} at which loading began.
 */
final class KeyCache {
    private final int capacity;
    private final Map<PatientId, PatientKeys> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final ReferenceQueue<KeyRing> unreachable = new ReferenceQueue<>();
    private final Set<Remains> watched = new HashSet<>();
    private long forgets;

    KeyCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a key cache holds at least one patient, not `" + capacity + "`");
        }
        this.capacity = capacity;
    }

    synchronized Optional<PatientKeys> get(PatientId patient) {
        return Optional.ofNullable(keys.get(patient));
    }

    /** A moment to give to {@link #put}, taken before loading. */
    synchronized long moment() {
        return forgets;
    }

    synchronized void put(PatientKeys loaded, long moment) {
        zeroUnreachable();
        watch(loaded.ring());
        watch(loaded.log().ring());
        if (moment != forgets) {
            return;
        }
        keys.put(loaded.patient(), loaded);
        if (keys.size() > capacity) {
            keys.remove(keys.keySet().iterator().next());
        }
    }

    void forget(PatientId patient) {
        close(take(patient));
    }

    synchronized int size() {
        return keys.size();
    }

    private synchronized Optional<PatientKeys> take(PatientId patient) {
        forgets++;
        return Optional.ofNullable(keys.remove(patient));
    }

    private static void close(Optional<PatientKeys> taken) {
        taken.ifPresent(held -> {
            held.ring().close();
            held.log().ring().close();
        });
    }

    private void watch(KeyRing ring) {
        watched.add(new Remains(ring, unreachable));
    }

    private void zeroUnreachable() {
        while (unreachable.poll() instanceof Remains remains) {
            watched.remove(remains);
            remains.keys.forEach(SecretBytes::destroy);
        }
    }

    /** What is left of a ring that nobody can reach. */
    private static final class Remains extends PhantomReference<KeyRing> {
        private final List<SecretBytes> keys;

        Remains(KeyRing ring, ReferenceQueue<KeyRing> queue) {
            super(ring, queue);
            this.keys = ring.keys();
        }
    }
}

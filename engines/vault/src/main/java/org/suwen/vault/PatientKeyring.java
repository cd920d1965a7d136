package org.suwen.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.suwen.vault.VaultStore.KeptKeys;
import org.suwen.vault.VaultStore.Rewrapped;
import org.suwen.vault.VaultStore.WrappedPatientKeys;
import org.suwen.vault.internal.BrokenSealException;
import org.suwen.vault.internal.Envelope;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/** Makes, opens, caches and destroys the keys of patients. */
final class PatientKeyring {
    private static final int REWRAPPED_TOGETHER = 1_000;

    private final VaultStore store;
    private final KeyChain chain;
    private final Seals seals;
    private final SecureRandom random;
    private final Clock clock;
    private final KeyCache cache;

    PatientKeyring(VaultStore store, KeyChain chain, Seals seals, VaultOptions options) {
        this.store = store;
        this.chain = chain;
        this.seals = seals;
        this.random = options.random();
        this.clock = options.clock();
        this.cache = new KeyCache(options.cachedPatients());
    }

    PatientId enrol() {
        PatientId patient = new PatientId(randomId());
        enrol(patient);
        return patient;
    }

    void enrol(PatientId patient) {
        while (!store.enrol(patient, freshKeys(patient), KeyChain.day(clock))) {
            chain.reload(); // the epoch ended meanwhile, by another node
        }
    }

    private WrappedPatientKeys freshKeys(PatientId patient) {
        int epoch = chain.latest(KeyChain.EPOCH);
        try {
            SecretBytes wrapping = chain.key(KeyChain.EPOCH, epoch);
            return new WrappedPatientKeys(
                    epoch, fresh(patient, "record", wrapping, epoch), fresh(patient, "log", wrapping, epoch), false);
        } catch (NoSuchElementException | IllegalStateException ended) {
            if (chain.latest(KeyChain.EPOCH) == epoch) {
                throw ended;
            }
            return freshKeys(patient);
        }
    }

    /** Wraps the keys of all who live, or on whom a hold stands, under a new epoch key and ends those before it. */
    EpochRenewal renewEpoch() {
        chain.finishRetired();
        int next = chain.next(KeyChain.EPOCH);
        long rewrapped = 0;
        List<Integer> ended = new ArrayList<>();
        for (int epoch : chain.numbers(KeyChain.EPOCH)) {
            if (epoch < next) {
                do {
                    rewrapped += rewrapBefore(next);
                } while (!store.retireEpoch(epoch)); // somebody enrolled under it meanwhile
                chain.retire(epoch);
                ended.add(epoch);
            }
        }
        return new EpochRenewal(next, rewrapped, ended);
    }

    private long rewrapBefore(int next) {
        PatientId after = new PatientId(new UUID(0, 0));
        long count = 0;
        while (true) {
            List<KeptKeys> page = store.keysBefore(next, after, REWRAPPED_TOGETHER);
            store.rewrap(
                    next,
                    page.stream()
                            .map(kept -> new Rewrapped(kept.patient(), kept.keys(), rewrapped(kept, next)))
                            .toList());
            count += page.size();
            if (page.size() < REWRAPPED_TOGETHER) {
                return count;
            }
            after = page.getLast().patient();
        }
    }

    private WrappedPatientKeys rewrapped(KeptKeys kept, int next) {
        return new WrappedPatientKeys(
                next,
                rewrapped(kept.patient(), "record", kept.keys().recordKey(), next),
                rewrapped(kept.patient(), "log", kept.keys().logKey(), next),
                kept.keys().erased());
    }

    private byte[] rewrapped(PatientId patient, String kind, byte[] wrapped, int next) {
        if (wrapped.length == 0) {
            return wrapped;
        }
        SecretBytes key = unwrapped(patient, kind, wrapped);
        try {
            return seals.wrap(chain.key(KeyChain.EPOCH, next), next, context(patient, kind, next), key);
        } finally {
            key.destroy();
        }
    }

    /** What a copy of the database, made now, holds of a patient. */
    OldCopy copyOf(PatientId patient, Sealed sample) {
        WrappedPatientKeys wrapped = wrapped(patient);
        return new OldCopy(chain.wrappedEpoch(wrapped.epoch()), wrapped, sample);
    }

    List<PatientId> living(PatientId after, int limit) {
        List<KeptKeys> page = store.keysBefore(Integer.MAX_VALUE, after, limit);
        List<PatientId> living = page.stream()
                .filter(kept -> !kept.keys().erased())
                .map(KeptKeys::patient)
                .toList();
        return living.isEmpty() && !page.isEmpty() ? living(page.getLast().patient(), limit) : living;
    }

    KeyHome home() {
        return new KeyHome(chain.sourceId(), chain.custody());
    }

    /** Tries to open a copy with all that this vault has now. */
    boolean opens(OldCopy copy) {
        if (!chain.canBeOpened(copy.epoch())) {
            return false;
        }
        SecretBytes epochKey = chain.openCopy(copy.epoch());
        PatientId patient = copy.sample().patient();
        try {
            byte[] wrapped = copy.keys().recordKey();
            SecretBytes record = seals.unwrap(
                    epochKey, context(patient, "record", copy.keys().epoch()), wrapped);
            SecretBytes log = seals.unwrap(
                    epochKey,
                    context(patient, "log", copy.keys().epoch()),
                    copy.keys().logKey());
            var keys = new PatientKeys(
                    new PatientLogKeys(patient, copy.keys().epoch(), seals, log),
                    copy.keys().epoch(),
                    seals,
                    record);
            return RowSealer.openHeader(keys, copy.sample()).length > 0;
        } finally {
            epochKey.destroy();
        }
    }

    PatientKeys keys(PatientId patient) {
        Optional<PatientKeys> cached = cache.get(patient);
        if (cached.isPresent()) {
            return cached.get();
        }
        long moment = cache.moment();
        PatientKeys loaded = inEpoch(patient, wrapped -> {
            if (wrapped.erased()) {
                throw erased(patient);
            }
            return opened(patient, wrapped);
        });
        cache.put(loaded, moment);
        return loaded;
    }

    /** The log keys of a patient who lives or on whom a hold stands. */
    PatientLogKeys logKeys(PatientId patient) {
        Optional<PatientKeys> cached = cache.get(patient);
        if (cached.isPresent()) {
            return cached.get().log();
        }
        return inEpoch(patient, wrapped -> {
            if (!wrapped.erased()) {
                return keys(patient).log();
            }
            if (wrapped.logKey().length == 0) {
                throw erased(patient);
            }
            return openedLog(patient, wrapped);
        });
    }

    /** Work on wrapped keys, done again when their epoch ended between reading and opening them. */
    private <T> T inEpoch(PatientId patient, Function<WrappedPatientKeys, T> work) {
        WrappedPatientKeys wrapped = wrapped(patient);
        while (true) {
            try {
                return work.apply(wrapped);
            } catch (NoSuchElementException | IllegalStateException ended) {
                WrappedPatientKeys now = wrapped(patient);
                if (now.epoch() == wrapped.epoch()) {
                    throw ended;
                }
                wrapped = now;
            }
        }
    }

    void forget(PatientId patient) {
        cache.forget(patient);
    }

    void purge(PatientId patient, boolean keepLogKey) {
        store.purge(patient, keepLogKey, KeyChain.day(clock));
        cache.forget(patient);
    }

    /** Throws when the patient was erased: by this node or another, whose keys here are dropped then. */
    void checkAlive(PatientId patient) {
        if (wrapped(patient).erased()) {
            throw erased(patient);
        }
    }

    private ErasedException erased(PatientId patient) {
        cache.forget(patient);
        return new ErasedException(patient);
    }

    private WrappedPatientKeys wrapped(PatientId patient) {
        return store.patientKeys(patient).orElseThrow(() -> new UnknownPatientException(patient));
    }

    private PatientKeys opened(PatientId patient, WrappedPatientKeys wrapped) {
        SecretBytes recordKey = unwrapped(patient, "record", wrapped.recordKey());
        try {
            return new PatientKeys(openedLog(patient, wrapped), wrapped.epoch(), seals, recordKey);
        } finally {
            recordKey.destroy();
        }
    }

    private PatientLogKeys openedLog(PatientId patient, WrappedPatientKeys wrapped) {
        SecretBytes logKey = unwrapped(patient, "log", wrapped.logKey());
        try {
            return new PatientLogKeys(patient, wrapped.epoch(), seals, logKey);
        } finally {
            logKey.destroy();
        }
    }

    private SecretBytes unwrapped(PatientId patient, String kind, byte[] wrapped) {
        try {
            int epoch = Envelope.unverifiedEpoch(wrapped);
            return seals.unwrap(chain.key(KeyChain.EPOCH, epoch), context(patient, kind, epoch), wrapped);
        } catch (BrokenSealException e) {
            throw new SealBrokenException("wrapped key", e);
        }
    }

    private byte[] fresh(PatientId patient, String kind, SecretBytes wrapping, int epoch) {
        SecretBytes key = chain.fresh();
        try {
            return seals.wrap(wrapping, epoch, context(patient, kind, epoch), key);
        } finally {
            key.destroy();
        }
    }

    private static byte[] context(PatientId patient, String kind, int epoch) {
        return Fields.join(Fields.of(patient.value()), Fields.of(kind), Fields.of(epoch));
    }

    /** A random UUID (RFC 9562, version 4). */
    private UUID randomId() {
        byte[] bytes = new byte[2 * Long.BYTES];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = (buffer.getLong() & ~0xf000L) | 0x4000L;
        long low = (buffer.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}

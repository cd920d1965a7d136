package org.suwen.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.suwen.vault.VaultStore.WrappedPatientKeys;
import org.suwen.vault.internal.BrokenSealException;
import org.suwen.vault.internal.Envelope;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/** Makes, opens, caches and destroys the keys of patients. */
final class PatientKeyring {
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
        int epoch = chain.latest(KeyChain.EPOCH);
        SecretBytes wrapping = chain.key(KeyChain.EPOCH, epoch);
        WrappedPatientKeys wrapped = new WrappedPatientKeys(
                epoch, fresh(patient, "record", wrapping, epoch), fresh(patient, "log", wrapping, epoch), false);
        store.enrol(patient, wrapped, KeyChain.day(clock));
    }

    PatientKeys keys(PatientId patient) {
        Optional<PatientKeys> cached = cache.get(patient);
        if (cached.isPresent()) {
            return cached.get();
        }
        long moment = cache.moment();
        WrappedPatientKeys wrapped = wrapped(patient);
        if (wrapped.erased()) {
            throw erased(patient);
        }
        PatientKeys loaded = opened(patient, wrapped);
        cache.put(loaded, moment);
        return loaded;
    }

    /** The log keys of a patient who lives or on whom a hold stands. */
    PatientLogKeys logKeys(PatientId patient) {
        Optional<PatientKeys> cached = cache.get(patient);
        if (cached.isPresent()) {
            return cached.get().log();
        }
        WrappedPatientKeys wrapped = wrapped(patient);
        if (!wrapped.erased()) {
            return keys(patient).log();
        }
        if (wrapped.logKey().length == 0) {
            throw erased(patient);
        }
        return openedLog(patient, wrapped);
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

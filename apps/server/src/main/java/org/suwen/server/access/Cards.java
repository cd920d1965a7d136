package org.suwen.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.Receipt;
import org.suwen.vault.Document;
import org.suwen.vault.PatientId;
import org.suwen.vault.Vault;
import org.suwen.vault.VersionConflictException;

/**
 * Keeps the patient cards: one sealed document a version, of which the ledger says which one holds.
 *
 * <p>A change is prepared (the next version is stored with the request that wants it), then made by its ledger entry. A
 * crash in between, or another node that was quicker, leaves a prepared document that no entry has put in force. Where
 * several were prepared for one version, the one holds whose request has the first entry: a request prepares only on the
 * version it decided on, so what it enters after losing comes later than the winner's.
 */
public final class Cards {

    private static final String KIND = "card:";
    private static final int STRIPES = 256;
    private static final long CACHED_CARDS = 20_000;
    private static final int ATTEMPTS = 64;
    private static final long LOOKED_BACK = 1_000;

    private final Vault vault;
    private final Ledger ledger;
    private final CardCodec codec = new CardCodec();
    private final Lock[] stripes = new Lock[STRIPES];
    private final Cache<Key, PatientCard> cache =
            Caffeine.newBuilder().maximumSize(CACHED_CARDS).build();

    private record Key(PatientId patient, long version) {}

    /**
     * A card with the subject version it holds at.
     *
     * @param version 0 for a patient of whom no card was ever put in force
     */
    public record Versioned(long version, PatientCard card) {}

    /** Appends the entry that puts version {@code version} of a card in force; must throw when it did not become durable. */
    @FunctionalInterface
    public interface Commit {
        /** Appends and returns the receipt. */
        Receipt append(long version);
    }

    /** Keeps cards in {@code vault}, versions in {@code ledger}. */
    public Cards(Vault vault, Ledger ledger) {
        this.vault = vault;
        this.ledger = ledger;
        for (int each = 0; each < STRIPES; each++) {
            stripes[each] = new ReentrantLock();
        }
    }

    /** The card in force. */
    public Versioned current(PatientId patient) {
        return at(patient, ledger.consentVersion(patient.value()));
    }

    /**
     * The card as of a version.
     *
     * @throws IllegalStateException when the ledger names a version that the vault does not hold
     */
    public Versioned at(PatientId patient, long version) {
        if (version == 0) {
            return new Versioned(0, PatientCard.blank());
        }
        var key = new Key(patient, version);
        PatientCard cached = cache.getIfPresent(key);
        if (cached != null) {
            return new Versioned(version, cached);
        }
        PatientCard card = codec.read(inForce(patient, version).content());
        cache.put(key, card);
        return new Versioned(version, card);
    }

    private Prepared inForce(PatientId patient, long version) {
        Document latest = vault.latestDocument(patient, kind(version))
                .orElseThrow(() -> new IllegalStateException(
                        "the patient card of version `" + version + "` is missing; run the ledger's fsck and restore"));
        Prepared held = Prepared.of(latest.content());
        if (latest.version() == 1) {
            return held;
        }
        long first = Long.MAX_VALUE;
        for (long attempt = latest.version(); attempt >= 1; attempt--) {
            Prepared prepared = Prepared.of(vault.document(patient, kind(version), attempt)
                    .orElseThrow()
                    .content());
            long entry = prepared.request().flatMap(ledger::indexOf).orElse(Long.MAX_VALUE);
            if (entry < first) {
                first = entry;
                held = prepared;
            }
        }
        return held;
    }

    /** A card that waits for the entry of its request; older documents name none. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Prepared(Optional<UUID> request, byte[] content) {
        private static final byte NAMED = 1;

        static byte[] bytes(UUID request, byte[] content) {
            return ByteBuffer.allocate(1 + 2 * Long.BYTES + content.length)
                    .put(NAMED)
                    .putLong(request.getMostSignificantBits())
                    .putLong(request.getLeastSignificantBits())
                    .put(content)
                    .array();
        }

        static Prepared of(byte[] bytes) {
            if (bytes[0] != NAMED) {
                return new Prepared(Optional.empty(), bytes);
            }
            ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
            UUID request = new UUID(in.getLong(), in.getLong());
            return new Prepared(Optional.of(request), Arrays.copyOfRange(bytes, in.position(), bytes.length));
        }
    }

    /**
     * The version that a change was decided on.
     *
     * @param request the request whose entry puts the change in force
     */
    public record Ground(UUID request, long version) {}

    /** Somebody else changed the card since the decision, perhaps on another node: decide again. */
    public static final class MovedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private MovedException() {
            super("the patient card was changed since the decision");
        }
    }

    /**
     * Changes a card; the change is in force when this returns.
     *
     * @throws MovedException when another version is in force than the change was decided on
     * @param change gives the next card from the current one
     * @param commit appends the ledger entry
     */
    public Receipt change(PatientId patient, Ground ground, UnaryOperator<PatientCard> change, Commit commit) {
        return alone(patient, () -> {
            Versioned now = current(patient);
            if (now.version() != ground.version()) {
                throw new MovedException();
            }
            PatientCard next = change.apply(now.card());
            long version = now.version() + 1;
            prepare(patient, version, Prepared.bytes(ground.request(), codec.write(next)));
            Receipt receipt = commit.append(version);
            cache.put(new Key(patient, version), next);
            return receipt;
        });
    }

    /** Stores a version that is not in force yet, beside what others prepared for the same version. */
    private void prepare(PatientId patient, long version, byte[] bytes) {
        long attempt = 1;
        while (true) {
            try {
                vault.putDocument(patient, kind(version), attempt, bytes);
                return;
            } catch (VersionConflictException taken) {
                if (attempt >= ATTEMPTS) {
                    throw taken;
                }
                attempt = 1
                        + vault.latestDocument(patient, kind(version))
                                .map(Document::version)
                                .orElse(0L);
            }
        }
    }

    private static String kind(long version) {
        return KIND + version;
    }

    /** Runs {@code work} while no other work of this kind in this process touches the patient (D2). */
    public <T> T alone(PatientId patient, Supplier<T> work) {
        Lock lock = stripes[Math.floorMod(patient.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts the strictest card there is in the place of one in force that a restore did not bring back: who the patient is and
     * where he was treated from the last version that is there, no consent, no grant, no device (D13). False when the card in
     * force is there.
     */
    public boolean mend(PatientId patient) {
        return alone(patient, () -> {
            long version = ledger.consentVersion(patient.value());
            if (version == 0 || vault.latestDocument(patient, kind(version)).isPresent()) {
                return false;
            }
            PatientCard last = PatientCard.blank();
            for (long each = version - 1; each > Math.max(0, version - LOOKED_BACK); each--) {
                if (vault.latestDocument(patient, kind(each)).isPresent()) {
                    last = codec.read(inForce(patient, each).content());
                    break;
                }
            }
            prepare(patient, version, codec.write(last.withoutChoices()));
            return true;
        });
    }

    /** Forgets what is cached of a patient, for erasure. */
    public void forget(PatientId patient) {
        cache.asMap().keySet().removeIf(key -> key.patient().equals(patient));
    }
}

package org.suwen.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
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
 * <p>A change is prepared (the next version is stored), then made by its ledger entry. A crash in between leaves a
 * prepared document that no entry has put in force; the next change overwrites it. Not guaranteed yet: two server nodes
 * changing the same card at once (the lock is in this process).
 */
public final class Cards {

    private static final String KIND = "card:";
    private static final int STRIPES = 256;
    private static final long CACHED_CARDS = 20_000;

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
        Optional<Document> document = vault.latestDocument(patient, kind(version));
        PatientCard card = codec.read(document.map(Document::content)
                .orElseThrow(() -> new IllegalStateException("the patient card of version `" + version
                        + "` is missing; run the ledger's fsck and restore")));
        cache.put(key, card);
        return new Versioned(version, card);
    }

    /**
     * Changes a card; the change is in force when this returns.
     *
     * @param change gives the next card from the current one
     * @param commit appends the ledger entry
     */
    public Receipt change(PatientId patient, UnaryOperator<PatientCard> change, Commit commit) {
        return alone(patient, () -> {
            Versioned now = current(patient);
            PatientCard next = change.apply(now.card());
            long version = now.version() + 1;
            prepare(patient, version, codec.write(next));
            Receipt receipt = commit.append(version);
            cache.put(new Key(patient, version), next);
            return receipt;
        });
    }

    /** Stores a version that is not in force yet; what an attempt that never came to its entry left is superseded. */
    private void prepare(PatientId patient, long version, byte[] bytes) {
        try {
            vault.putDocument(patient, kind(version), 1, bytes);
        } catch (VersionConflictException left) {
            long attempt = vault.latestDocument(patient, kind(version))
                    .map(Document::version)
                    .orElse(0L);
            vault.putDocument(patient, kind(version), attempt + 1, bytes);
        }
    }

    private static String kind(long version) {
        return KIND + version;
    }

    /** Runs {@code work} while no other work of this kind touches the patient; one writer at a time (D2). */
    public <T> T alone(PatientId patient, Supplier<T> work) {
        Lock lock = stripes[Math.floorMod(patient.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what is cached of a patient, for erasure. */
    public void forget(PatientId patient) {
        cache.asMap().keySet().removeIf(key -> key.patient().equals(patient));
    }
}

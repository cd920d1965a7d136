package org.suwen.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.suwen.vault.VaultStore.WrappedKey;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/**
 * The keys between the root key and the patients': wrapped by the key source, kept in the store, opened once.
 *
 * <p>An epoch key is wrapped under a wrapping key of its own, so that destroying that one key inside the source ends every
 * copy of the epoch key, in backups too (D12).
 */
final class KeyChain {
    static final String EPOCH = "epoch";

    /** What an epoch key is called between its end in the tables and the end of its wrapping key. */
    static final String RETIRED = "retired-epoch";

    private static final String OWN_KEY = "#";

    static final String BLIND_INDEX = "blind-index";
    static final String DIRECTORY = "directory";
    static final String AUDIT = "audit";

    private final VaultStore store;
    private final KeySource source;
    private final SecureRandom random;
    private final Map<Name, SecretBytes> opened = new ConcurrentHashMap<>();

    private record Name(String purpose, int number) {}

    /** Opens the chain, making the first key of each purpose where there is none. */
    KeyChain(VaultStore store, KeySource source, SecureRandom random) {
        this.store = store;
        this.source = source;
        this.random = random;
        load();
        for (String purpose : new String[] {EPOCH, BLIND_INDEX, DIRECTORY, AUDIT}) {
            if (opened.keySet().stream().noneMatch(name -> name.purpose.equals(purpose))) {
                add(purpose, 1);
            }
        }
    }

    /** The highest number of a purpose. */
    int latest(String purpose) {
        return opened.keySet().stream()
                .filter(name -> name.purpose.equals(purpose))
                .mapToInt(Name::number)
                .max()
                .orElseThrow();
    }

    /** The numbers of a purpose, in order. */
    List<Integer> numbers(String purpose) {
        return opened.keySet().stream()
                .filter(name -> name.purpose.equals(purpose))
                .map(Name::number)
                .sorted()
                .toList();
    }

    /** Reads the store again: keys that another node made, and none that it retired. */
    void reload() {
        List<Name> there = store.keys().stream()
                .map(key -> new Name(key.purpose(), key.number()))
                .toList();
        opened.keySet().removeIf(name -> !there.contains(name));
        load();
    }

    /** A key, looked for in the store when another node may have made it. */
    SecretBytes key(String purpose, int number) {
        Name name = new Name(purpose, number);
        SecretBytes known = opened.get(name);
        if (known != null) {
            return known;
        }
        load();
        SecretBytes loaded = opened.get(name);
        if (loaded == null) {
            throw new NoSuchElementException("there is no `" + purpose + "` key `" + number + "`");
        }
        return loaded;
    }

    /** Makes the key that follows the highest number and returns its number; two callers at once make one key. */
    int next(String purpose) {
        load();
        int number = latest(purpose) + 1;
        add(purpose, number);
        return number;
    }

    /** A new random key, not kept anywhere. */
    SecretBytes fresh() {
        byte[] bytes = new byte[SecretBytes.LENGTH];
        random.nextBytes(bytes);
        return SecretBytes.taking(bytes);
    }

    static LocalDate day(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    /** Drops an epoch key that nothing is wrapped under any more, and destroys its wrapping key in the source. */
    void retire(int number) {
        SecretBytes gone = opened.remove(new Name(EPOCH, number));
        if (gone != null) {
            gone.destroy();
        }
        finishRetired();
    }

    /** Destroys what an earlier retirement left undone, as after a crash. */
    void finishRetired() {
        for (WrappedKey key : store.keys()) {
            if (key.purpose().equals(RETIRED)) {
                ownKey(key).ifPresent(source::destroy);
                store.dropKey(key.purpose(), key.number());
            }
        }
    }

    /** The wrapped epoch key as it lies in the store now. */
    WrappedKey wrappedEpoch(int number) {
        return store.keys().stream()
                .filter(key -> key.purpose().equals(EPOCH) && key.number() == number)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no `epoch` key `" + number + "`"));
    }

    /** Whether the source still has what opens this key, whatever the store says. */
    boolean canBeOpened(WrappedKey key) {
        return ownKey(key).map(source::holds).orElse(true);
    }

    /** A wrapped key from a copy, opened by the source; the caller destroys it. */
    SecretBytes openCopy(WrappedKey key) {
        return unwrap(key);
    }

    /** The source's custody. */
    Custody custody() {
        return source.custody();
    }

    /** The source's id. */
    String sourceId() {
        return source.id();
    }

    private void add(String purpose, int number) {
        SecretBytes key = fresh();
        byte[] plain = key.getEncoded();
        try {
            store.addKey(purpose.equals(EPOCH) ? wrappedApart(number, plain) : wrappedByRoot(purpose, number, plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
            key.destroy();
        }
        load();
    }

    private WrappedKey wrappedByRoot(String purpose, int number, byte[] plain) {
        return new WrappedKey(purpose, number, source.id(), source.wrap(plain, context(purpose, number)));
    }

    private WrappedKey wrappedApart(int number, byte[] plain) {
        byte[] chance = new byte[8];
        random.nextBytes(chance);
        String name = "epoch-" + number + "-" + HexFormat.of().formatHex(chance);
        source.make(name);
        byte[] wrapped = source.wrapUnder(name, plain, context(EPOCH, number));
        return new WrappedKey(EPOCH, number, source.id() + OWN_KEY + name, wrapped);
    }

    private void load() {
        for (WrappedKey key : store.keys()) {
            if (!key.purpose().equals(RETIRED)) {
                opened.computeIfAbsent(new Name(key.purpose(), key.number()), name -> unwrap(key));
            }
        }
    }

    private static Optional<String> ownKey(WrappedKey key) {
        int at = key.source().indexOf(OWN_KEY);
        return at < 0 ? Optional.empty() : Optional.of(key.source().substring(at + OWN_KEY.length()));
    }

    private SecretBytes unwrap(WrappedKey key) {
        String id = key.source().split(OWN_KEY, 2)[0];
        if (!id.equals(source.id())) {
            throw new KeySourceException("the data are under root key `" + id + "`, but `" + source.id()
                    + "` was given; start with the right key");
        }
        byte[] context = context(key.purpose(), key.number());
        return SecretBytes.taking(ownKey(key)
                .map(name -> source.unwrapUnder(name, key.wrapped(), context))
                .orElseGet(() -> source.unwrap(key.wrapped(), context)));
    }

    private static byte[] context(String purpose, int number) {
        return Fields.join(Fields.of("suwen/vault/1"), Fields.of(purpose), Fields.of(number));
    }
}

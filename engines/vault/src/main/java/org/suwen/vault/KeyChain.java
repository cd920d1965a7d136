package org.suwen.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.suwen.vault.VaultStore.WrappedKey;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/** The keys between the root key and the patients': wrapped by the key source, kept in the store, opened once. */
final class KeyChain {
    static final String EPOCH = "epoch";
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
            if (!opened.containsKey(new Name(purpose, 1))) {
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

    private void add(String purpose, int number) {
        SecretBytes key = fresh();
        byte[] plain = key.getEncoded();
        try {
            store.addKey(new WrappedKey(purpose, number, source.id(), source.wrap(plain, context(purpose, number))));
        } finally {
            Arrays.fill(plain, (byte) 0);
            key.destroy();
        }
        load();
    }

    private void load() {
        for (WrappedKey key : store.keys()) {
            opened.computeIfAbsent(new Name(key.purpose(), key.number()), name -> unwrap(key));
        }
    }

    private SecretBytes unwrap(WrappedKey key) {
        if (!key.source().equals(source.id())) {
            throw new KeySourceException("the data are under root key `" + key.source() + "`, but `" + source.id()
                    + "` was given; start with the right key");
        }
        return SecretBytes.taking(source.unwrap(key.wrapped(), context(key.purpose(), key.number())));
    }

    private static byte[] context(String purpose, int number) {
        return Fields.join(Fields.of("suwen/vault/1"), Fields.of(purpose), Fields.of(number));
    }
}

package org.suwen.vault;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.SecretBytes;

/** A root key that lives in this process only. */
final class MemoryKeySource implements KeySource {
    private final String id;
    private final SecretBytes root;
    private final Seals seals;
    private final SecureRandom random;
    private final Map<String, SecretBytes> named = new ConcurrentHashMap<>();

    MemoryKeySource(SecureRandom random) {
        this(random, bytes(random));
    }

    MemoryKeySource(SecureRandom random, byte[] root) {
        this.id = "memory:" + java.util.Arrays.hashCode(root);
        this.root = SecretBytes.taking(root.clone());
        this.seals = Seals.with(random);
        this.random = random;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Custody custody() {
        return Custody.MEMORY;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
        return seals.exact().seal(root, 0, context, key);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        return Seals.open(seals.exact(), root, context, wrapped, "wrapped key");
    }

    @Override
    public void make(String name) {
        named.put(name, SecretBytes.taking(bytes(random)));
    }

    @Override
    public boolean holds(String name) {
        return named.containsKey(name);
    }

    @Override
    public byte[] wrapUnder(String name, byte[] key, byte[] context) {
        return seals.exact().seal(named(name), 0, Fields.join(Fields.of(name), context), key);
    }

    @Override
    public byte[] unwrapUnder(String name, byte[] wrapped, byte[] context) {
        byte[] bound = Fields.join(Fields.of(name), context);
        return Seals.open(seals.exact(), named(name), bound, wrapped, "wrapped key");
    }

    @Override
    public void destroy(String name) {
        Optional.ofNullable(named.remove(name)).ifPresent(SecretBytes::destroy);
    }

    private SecretBytes named(String name) {
        return Optional.ofNullable(named.get(name))
                .orElseThrow(() -> new KeySourceException("there is no key `" + name + "`"));
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[SecretBytes.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }
}

package org.suwen.vault;

import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.suwen.vault.internal.Fields;
import org.suwen.vault.internal.Hkdf;
import org.suwen.vault.internal.SecretBytes;

/** A root key that lives in this process only. */
final class MemoryKeySource implements KeySource {
    private final String id;
    private final SecretBytes root;
    private final Seals seals;
    private final Set<String> destroyed = ConcurrentHashMap.newKeySet();

    MemoryKeySource(SecureRandom random) {
        this(random, bytes(random));
    }

    MemoryKeySource(SecureRandom random, byte[] root) {
        this.id = "memory:" + java.util.Arrays.hashCode(root);
        this.root = SecretBytes.taking(root.clone());
        this.seals = Seals.with(random);
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
        // each name has its key already, in every process that has the root key
    }

    @Override
    public boolean holds(String name) {
        return !destroyed.contains(name);
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
        destroyed.add(name);
    }

    private SecretBytes named(String name) {
        if (destroyed.contains(name)) {
            throw new KeySourceException("there is no key `" + name + "`");
        }
        return Hkdf.derive(root, name);
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[SecretBytes.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }
}

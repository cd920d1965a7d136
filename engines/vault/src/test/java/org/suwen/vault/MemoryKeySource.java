package org.suwen.vault;

import java.security.SecureRandom;
import org.suwen.vault.internal.SecretBytes;

/** A root key that lives in this process only. */
final class MemoryKeySource implements KeySource {
    private final String id;
    private final SecretBytes root;
    private final Seals seals;

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
    public byte[] wrap(byte[] key, byte[] context) {
        return seals.exact().seal(root, 0, context, key);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        return Seals.open(seals.exact(), root, context, wrapped, "wrapped key");
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[SecretBytes.LENGTH];
        random.nextBytes(bytes);
        return bytes;
    }
}

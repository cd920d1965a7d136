package org.suwen.server.cases;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.suwen.vault.Custody;
import org.suwen.vault.KeySource;
import org.suwen.vault.KeySourceException;

/** A root key that lives and ends with one run of cases. */
final class CaseKeys implements KeySource {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private final SecretKeySpec root;
    private final Map<String, SecretKeySpec> named = new ConcurrentHashMap<>();

    CaseKeys(SecureRandom random) {
        this.random = random;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.root = new SecretKeySpec(key, "AES");
    }

    @Override
    public String id() {
        return "memory:cases";
    }

    @Override
    public Custody custody() {
        return Custody.MEMORY;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
        return wrap(root, key, context);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        return unwrap(root, wrapped, context);
    }

    @Override
    public void make(String name) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        named.put(name, new SecretKeySpec(key, "AES"));
    }

    @Override
    public boolean holds(String name) {
        return named.containsKey(name);
    }

    @Override
    public byte[] wrapUnder(String name, byte[] key, byte[] context) {
        return wrap(named(name), key, context);
    }

    @Override
    public byte[] unwrapUnder(String name, byte[] wrapped, byte[] context) {
        return unwrap(named(name), wrapped, context);
    }

    @Override
    public void destroy(String name) {
        named.remove(name);
    }

    private SecretKeySpec named(String name) {
        return Optional.ofNullable(named.get(name))
                .orElseThrow(() -> new KeySourceException("there is no key `" + name + "`"));
    }

    private byte[] wrap(SecretKeySpec wrapping, byte[] key, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, wrapping, nonce, key, context);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    private byte[] unwrap(SecretKeySpec wrapping, byte[] wrapped, byte[] context) {
        byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE_BYTES);
        byte[] sealed = java.util.Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length);
        return run(Cipher.DECRYPT_MODE, wrapping, nonce, sealed, context);
    }

    private byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce), random);
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a key of the cases can't be wrapped or unwrapped", broken);
        }
    }
}

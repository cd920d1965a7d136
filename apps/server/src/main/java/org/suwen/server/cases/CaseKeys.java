package org.suwen.server.cases;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.suwen.vault.KeySource;

/** A root key that lives and ends with one run of cases. */
final class CaseKeys implements KeySource {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private final SecretKeySpec root;

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
    public byte[] wrap(byte[] key, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, key, context);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE_BYTES);
        byte[] sealed = java.util.Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length);
        return run(Cipher.DECRYPT_MODE, nonce, sealed, context);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, root, new GCMParameterSpec(TAG_BITS, nonce), random);
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a key of the cases can't be wrapped or unwrapped", broken);
        }
    }
}

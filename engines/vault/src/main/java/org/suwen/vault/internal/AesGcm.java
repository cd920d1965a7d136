package org.suwen.vault.internal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM with 96-bit nonces and 128-bit tags (NIST SP 800-38D); associated data may come in pieces. */
final class AesGcm {
    static final int NONCE_LENGTH = 12;

    private static final int TAG_BITS = 128;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    /** Looked up once: looking through the providers was most of the cost of starting a cipher (docs/performance.md). */
    private static final Provider PROVIDER = provider();

    private AesGcm() {}

    private static Provider provider() {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES")); // now it has chosen
            return cipher.getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `" + TRANSFORMATION + "`", e);
        }
    }

    /** The ciphertext with its tag behind it; a nonce serves once for a key. */
    static byte[] encrypt(SecretKey key, byte[] nonce, byte[] plain, byte[]... associated) {
        try {
            return started(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not seal with `" + TRANSFORMATION + "`", e);
        }
    }

    static byte[] decrypt(SecretKey key, byte[] nonce, byte[] ciphertext, byte[]... associated)
            throws BrokenSealException {
        Cipher cipher = started(Cipher.DECRYPT_MODE, key, nonce, associated);
        try {
            return cipher.doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException("sealed bytes were changed, moved or sealed with another key");
        }
    }

    private static Cipher started(int mode, SecretKey key, byte[] nonce, byte[]... associated) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            for (byte[] piece : associated) {
                cipher.updateAAD(piece);
            }
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `" + TRANSFORMATION + "` for this key", e);
        }
    }
}

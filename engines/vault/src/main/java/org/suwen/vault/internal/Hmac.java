package org.suwen.vault.internal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104), whole and cut to a token. */
public final class Hmac {
    /** Length of a token in bytes: collisions become likely only near 2^64 values. */
    public static final int TOKEN_LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";

    /** Looked up once, as the cipher's is in {@link AesGcm}. */
    private static final Provider PROVIDER = provider();

    private Hmac() {}

    private static Provider provider() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(new byte[TOKEN_LENGTH], ALGORITHM)); // now it has chosen
            return mac.getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `" + ALGORITHM + "`", e);
        }
    }

    /** The first 16 bytes of the HMAC over the fields, each with its length. */
    public static byte[] token(SecretKey key, byte[]... fields) {
        return Arrays.copyOf(of(key, Fields.join(fields)), TOKEN_LENGTH);
    }

    static byte[] of(SecretKey key, byte[] message) {
        return started(key).doFinal(message);
    }

    static Mac started(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM, PROVIDER);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `" + ALGORITHM + "`", e);
        }
    }
}

package org.suwen.vault.internal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC-SHA256 (RFC 2104), whole and cut to a token. */
public final class Hmac {
    /** Length of a token in bytes: collisions become likely only near 2^64 values. */
    public static final int TOKEN_LENGTH = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** The first 16 bytes of the HMAC over the fields, each with its length. */
    public static byte[] token(SecretKey key, byte[]... fields) {
        return Arrays.copyOf(of(key, Fields.join(fields)), TOKEN_LENGTH);
    }

    static byte[] of(SecretKey key, byte[] message) {
        return started(key).doFinal(message);
    }

    static Mac started(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `" + ALGORITHM + "`", e);
        }
    }
}

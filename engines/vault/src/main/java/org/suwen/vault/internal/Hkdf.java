package org.suwen.vault.internal;

import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA256 (RFC 5869); the JDK's own `KDF` is final in Java 25 only, and engines load on 21. */
public final class Hkdf {
    private static final int HASH_LENGTH = 32;
    private static final int MAX_LENGTH = 255 * HASH_LENGTH;
    private static final byte[] NO_SALT = new byte[HASH_LENGTH];

    private Hkdf() {}

    /** The key derived from a key for the purpose that the label names. */
    public static SecretBytes derive(SecretBytes key, String label) {
        byte[] input = key.getEncoded();
        byte[] pseudorandom = extract(new byte[0], input);
        try {
            return SecretBytes.taking(expand(pseudorandom, Fields.of("suwen/vault/1/" + label), SecretBytes.LENGTH));
        } finally {
            Arrays.fill(input, (byte) 0);
            Arrays.fill(pseudorandom, (byte) 0);
        }
    }

    /** Step 1, section 2.2: a pseudorandom key from input key material; an empty salt stands for zeros. */
    static byte[] extract(byte[] salt, byte[] input) {
        return Hmac.of(hmacKey(salt.length == 0 ? NO_SALT : salt), input);
    }

    /** Step 2, section 2.3: output key material of at most 8,160 bytes. */
    static byte[] expand(byte[] pseudorandom, byte[] info, int length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("HKDF gives at most `" + MAX_LENGTH + "` bytes, not `" + length + "`");
        }
        Mac mac = Hmac.started(hmacKey(pseudorandom));
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; counter++) {
            mac.update(block);
            mac.update(info);
            block = mac.doFinal(new byte[] {(byte) counter});
            int taken = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, taken);
            done += taken;
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }

    private static SecretKey hmacKey(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}

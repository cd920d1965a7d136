package org.suwen.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys held in memory, with the ciphers of the real ones. */
public final class TestKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    /** Audit keys with one key, 1. */
    public static AuditKeys audit() {
        byte[] key = "audit-key-of-the-tests-32-bytes!".getBytes(StandardCharsets.US_ASCII);
        return new AuditKeys() {
            @Override
            public int current() {
                return 1;
            }

            @Override
            public byte[] seal(int keyId, byte[] plain, byte[] context) {
                return gcm(Cipher.ENCRYPT_MODE, key, nonced(plain), context);
            }

            @Override
            public byte[] open(int keyId, byte[] sealed, byte[] context) {
                return gcm(Cipher.DECRYPT_MODE, key, sealed, context);
            }
        };
    }

    /** The log keys of a patient, derived from his id so that every process of a test has the same. */
    public static LogKeys of(UUID patient) {
        byte[] key = ("log-key-" + patient).getBytes(StandardCharsets.US_ASCII);
        return new LogKeys() {
            @Override
            public byte[] token(long n) {
                return Arrays.copyOf(mac(key, "token-" + n), Entry.TOKEN_BYTES);
            }

            @Override
            public byte[] seal(byte[] content, byte[] context) {
                return gcm(Cipher.ENCRYPT_MODE, mac(key, "content"), nonced(content), context);
            }
        };
    }

    /** Opens what {@link #of} sealed. */
    public static byte[] openContent(UUID patient, byte[] sealed, byte[] context) {
        byte[] key = ("log-key-" + patient).getBytes(StandardCharsets.US_ASCII);
        return Disclosure.Salted.read(gcm(Cipher.DECRYPT_MODE, mac(key, "content"), sealed, context))
                .plain();
    }

    private static byte[] nonced(byte[] plain) {
        byte[] nonce = new byte[12];
        RANDOM.nextBytes(nonce);
        byte[] both = Arrays.copyOf(nonce, 12 + plain.length);
        System.arraycopy(plain, 0, both, 12, plain.length);
        return both;
    }

    private static byte[] gcm(int mode, byte[] key, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, input, 0, 12));
            cipher.updateAAD(context);
            byte[] output = cipher.doFinal(input, 12, input.length - 12);
            if (mode == Cipher.DECRYPT_MODE) {
                return output;
            }
            byte[] sealed = Arrays.copyOf(input, 12 + output.length);
            System.arraycopy(output, 0, sealed, 12, output.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test's cipher failed", e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test's MAC failed", e);
        }
    }
}

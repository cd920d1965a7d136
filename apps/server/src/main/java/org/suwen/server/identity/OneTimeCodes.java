package org.suwen.server.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes: RFC 6238 with HMAC-SHA-1, 30-second steps and 6 digits. */
public final class OneTimeCodes {
    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;
    /** Steps a code may be early or late (RFC 6238 §5.2). */
    static final int WINDOW_STEPS = 1;

    private static final int SECRET_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private OneTimeCodes() {}

    /** A new 160-bit secret in Base32, as authenticator apps take it. */
    public static String newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return encode(secret);
    }

    /** The code of {@code step} under a Base32 secret. */
    public static String code(String secret, long step) {
        return code(decode(secret), step, DIGITS);
    }

    /** The time step {@code at} falls in (RFC 6238 §4.2, T0 = 0). */
    public static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /**
     * The step inside the window at {@code at} whose code this is, or nothing. It says nothing about replay: the step
     * must still be claimed in the account's document.
     */
    static OptionalLong match(String secret, String code, Instant at) {
        byte[] key = decode(secret);
        long now = step(at);
        OptionalLong matched = OptionalLong.empty();
        // every step is compared, and each in constant time
        for (long step = now - WINDOW_STEPS; step <= now + WINDOW_STEPS; step++) {
            boolean equal = MessageDigest.isEqual(
                    code(key, step, DIGITS).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
            matched = equal ? OptionalLong.of(step) : matched;
        }
        return matched;
    }

    static String code(byte[] key, long step, int digits) {
        byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf; // RFC 4226 §5.3, dynamic truncation
        int binary = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
        long code = binary % Math.round(Math.pow(10, digits));
        return String.format(Locale.ROOT, "%0" + digits + "d", code);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA1", missing);
        }
    }

    /** Base32 without padding (RFC 4648 §6). */
    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte next : bytes) {
            held = ((held << 8) | (next & 0xff)) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((held << (5 - bits)) & 31)).toString();
    }

    static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = BASE32.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("a one-time-code secret is Base32 without padding");
            }
            held = ((held << 5) | value) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}

package org.suwen.cli.bench.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.suwen.ledger.AuditKeys;
import org.suwen.ledger.Entry;
import org.suwen.ledger.LogKeys;

/** Keys in memory with the ciphers of the real ones: AES-256-GCM and HMAC-SHA256. */
final class BenchKeys implements AuditKeys {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private final SecretKeySpec audit;

    BenchKeys(SecureRandom random) {
        this.random = random;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.audit = new SecretKeySpec(key, "AES");
    }

    /** A patient with keys of its own. */
    record Patient(UUID id, LogKeys keys) {}

    Patient patient() {
        byte[] bytes = new byte[64];
        random.nextBytes(bytes);
        var sealing = new SecretKeySpec(bytes, 0, 32, "AES");
        var tokens = new SecretKeySpec(bytes, 32, 32, "HmacSHA256");
        LogKeys keys = new LogKeys() {
            @Override
            public byte[] token(long number) {
                return mac(tokens, number);
            }

            @Override
            public byte[] seal(byte[] content, byte[] context) {
                return encrypt(sealing, content, context);
            }
        };
        return new Patient(UUID.randomUUID(), keys);
    }

    @Override
    public int current() {
        return 1;
    }

    @Override
    public byte[] seal(int keyId, byte[] plain, byte[] context) {
        return encrypt(audit, plain, context);
    }

    @Override
    public byte[] open(int keyId, byte[] sealed, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, audit, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("an entry of the benchmark can't be opened", failed);
        }
    }

    private byte[] encrypt(SecretKeySpec key, byte[] plain, byte[] context) {
        try {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            byte[] out = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, out, NONCE);
            return out;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("this Java has no AES-GCM", failed);
        }
    }

    private static byte[] mac(SecretKeySpec key, long number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] number8 = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            return Arrays.copyOf(mac.doFinal(number8), Entry.TOKEN_BYTES);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", failed);
        }
    }
}

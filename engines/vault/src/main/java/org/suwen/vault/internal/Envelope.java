package org.suwen.vault.internal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * The one form of everything sealed: {@code version u8 | suite u8 | key epoch u32 | nonce 12 | ciphertext and tag 16}.
 *
 * <p>The first six bytes and the caller's associated data are authenticated. Nonces are random, so one key seals at most
 * 2^32 envelopes (NIST SP 800-38D, section 8.3): a patient's keys stay far below, the audit keys are replaced in time.
 */
public final class Envelope {
    /** Bytes that an envelope adds to its (padded) plaintext. */
    public static final int OVERHEAD = 34;

    /** Longest plaintext, in bytes. */
    public static final int MAX_PLAIN = 16 * 1024 * 1024;

    private static final int VERSION = 1;
    private static final int EPOCH_AT = 2;
    private static final int HEAD_LENGTH = 6;
    private static final int BODY_AT = HEAD_LENGTH + AesGcm.NONCE_LENGTH;

    private final Suite suite;
    private final SecureRandom random;

    /** A form of envelope with the source of its nonces. */
    public Envelope(Suite suite, SecureRandom random) {
        this.suite = suite;
        this.random = random;
    }

    /** Seals a plaintext of at most 16 MiB under a key of this epoch, bound to the associated data. */
    public byte[] seal(SecretKey key, int epoch, byte[] associated, byte[] plain) {
        if (plain.length > MAX_PLAIN) {
            throw new IllegalArgumentException(
                    "an envelope holds at most `" + MAX_PLAIN + "` bytes, not `" + plain.length + "`");
        }
        byte[] head = head(epoch);
        byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] body = sealedBody(key, nonce, plain, head, associated);
        return ByteBuffer.allocate(BODY_AT + body.length)
                .put(head)
                .put(nonce)
                .put(body)
                .array();
    }

    /** Opens an envelope of this form, or throws when a bit, the key or the associated data differ. */
    public byte[] open(SecretKey key, byte[] associated, byte[] sealed) throws BrokenSealException {
        if (!Arrays.equals(head(unverifiedEpoch(sealed)), 0, HEAD_LENGTH, sealed, 0, HEAD_LENGTH)) {
            throw new BrokenSealException("sealed bytes are of another version or suite");
        }
        byte[] head = Arrays.copyOf(sealed, HEAD_LENGTH);
        byte[] nonce = Arrays.copyOfRange(sealed, HEAD_LENGTH, BODY_AT);
        byte[] body = Arrays.copyOfRange(sealed, BODY_AT, sealed.length);
        byte[] opened = AesGcm.decrypt(key, nonce, body, head, associated);
        if (suite == Suite.EXACT) {
            return opened;
        }
        try {
            return Padding.strip(opened);
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    /** The epoch that an envelope names, not yet authenticated: for finding the key only. */
    public static int unverifiedEpoch(byte[] sealed) throws BrokenSealException {
        if (sealed.length < OVERHEAD) {
            throw new BrokenSealException("sealed bytes are cut short");
        }
        return ByteBuffer.wrap(sealed).getInt(EPOCH_AT);
    }

    private byte[] sealedBody(SecretKey key, byte[] nonce, byte[] plain, byte[]... associated) {
        if (suite == Suite.EXACT) {
            return AesGcm.encrypt(key, nonce, plain, associated);
        }
        byte[] padded = Padding.pad(plain);
        try {
            return AesGcm.encrypt(key, nonce, padded, associated);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private byte[] head(int epoch) {
        return ByteBuffer.allocate(HEAD_LENGTH)
                .put((byte) VERSION)
                .put((byte) suite.number())
                .putInt(epoch)
                .array();
    }
}

package org.suwen.vault.internal;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A 256-bit key that can be zeroed. The JDK's {@code SecretKeySpec} keeps a copy that can't; ciphers still take short-lived
 * copies of their own, which is as far as the JDK lets a caller reach.
 */
public final class SecretBytes implements SecretKey {
    /** Length of every key of the vault, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private boolean destroyed;

    private SecretBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key has `" + LENGTH + "` bytes, not `" + bytes.length + "`");
        }
        this.bytes = bytes;
    }

    /** Takes over an array as a key; the caller keeps no reference to it. */
    public static SecretBytes taking(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** AES: what the JDK's cipher insists on; its HMAC doesn't look. */
    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy of the key; the caller zeroes it. Throws {@link IllegalStateException} once destroyed. */
    @Override
    public synchronized byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("the key was destroyed");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SecretBytes";
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a key is not written out");
    }
}

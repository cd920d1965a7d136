package org.suwen.vault.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Size classes, so that a ciphertext's length tells little: the plaintext behind its length as u32, then zeros up to a step
 * of 256 bytes to 4 KiB and of 1 KiB beyond (D8).
 */
public final class Padding {
    private static final int SMALL_STEP = 256;
    private static final int SMALL_LIMIT = 4096;
    private static final int LARGE_STEP = 1024;

    private Padding() {}

    /** The size class, in bytes, of a plaintext of this length. */
    public static int paddedLength(int length) {
        int framed = Math.addExact(length, Integer.BYTES);
        int step = framed <= SMALL_LIMIT ? SMALL_STEP : LARGE_STEP;
        return Math.multiplyExact(Math.ceilDiv(framed, step), step);
    }

    static byte[] pad(byte[] plain) {
        return ByteBuffer.allocate(paddedLength(plain.length))
                .putInt(plain.length)
                .put(plain)
                .array();
    }

    /** Refuses every form but the one that {@link #pad} gives. */
    static byte[] strip(byte[] padded) throws BrokenSealException {
        if (padded.length < SMALL_STEP) {
            throw new BrokenSealException("padded bytes are shorter than the smallest size class");
        }
        int length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES || paddedLength(length) != padded.length) {
            throw new BrokenSealException("padded bytes name a length that does not fit their size class");
        }
        int end = Integer.BYTES + length;
        int spread = 0;
        for (int at = end; at < padded.length; at++) {
            spread |= padded[at];
        }
        if (spread != 0) {
            throw new BrokenSealException("padding holds something other than zeros");
        }
        return Arrays.copyOfRange(padded, Integer.BYTES, end);
    }
}

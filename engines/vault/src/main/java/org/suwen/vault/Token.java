package org.suwen.vault;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Sixteen bytes of an HMAC under a key kept outside the database: says that two values are equal, and nothing else.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record Token(long high, long low) {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    /** The token with exactly these 16 bytes. */
    public static Token of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a token has `" + LENGTH + "` bytes, not `" + bytes.length + "`");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Token(buffer.getLong(), buffer.getLong());
    }

    /** The 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /** The token in hex. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}

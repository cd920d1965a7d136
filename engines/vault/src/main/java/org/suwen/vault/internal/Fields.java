package org.suwen.vault.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Joins fields so that no two different lists give the same bytes: each is led by its length as u32. */
public final class Fields {
    private Fields() {}

    /** The fields, each behind its length. */
    public static byte[] join(byte[]... fields) {
        int length = 0;
        for (byte[] field : fields) {
            length = Math.addExact(length, Integer.BYTES + field.length);
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] field : fields) {
            joined.putInt(field.length).put(field);
        }
        return joined.array();
    }

    /** A text in UTF-8. */
    public static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A number as u64, big-endian. */
    public static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** An identifier as its 16 bytes. */
    public static byte[] of(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}

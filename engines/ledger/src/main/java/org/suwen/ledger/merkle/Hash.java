package org.suwen.ledger.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash as a value: 32 bytes, compared by content. */
public final class Hash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] owned) {
        this.bytes = owned;
    }

    /** The hash that these 32 bytes hold; the array is copied. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not `" + bytes.length + "`");
        }
        return new Hash(bytes.clone());
    }

    /** The hash that starts at {@code offset} of a run of hashes. */
    public static Hash at(byte[] run, int offset) {
        return new Hash(Arrays.copyOfRange(run, offset, offset + BYTES));
    }

    static Hash finish(MessageDigest digest) {
        return new Hash(digest.digest());
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    /** Writes the 32 bytes into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}

package org.suwen.cli.generate.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * A stream of choices that follows from a seed and a path alone, so that adding a choice in one place changes no other.
 * SHA-256 in counter mode; for invented data only, never for keys.
 */
public final class Chance {

    private final String prefix;
    private long counter;

    /** The stream of this seed at this path. */
    public Chance(long seed, String... path) {
        this.prefix = seed + "/" + String.join("/", path);
    }

    /** The next number, at least 0 and below the bound. */
    public int below(int bound) {
        return (int) Math.floorMod(next().getLong(), (long) bound);
    }

    /** One of the choices. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** True in this many of a hundred cases. */
    public boolean percent(int chances) {
        return below(100) < chances;
    }

    /** The next positive number of 31 bits, as a seed for another program. */
    public int seed() {
        return below(Integer.MAX_VALUE);
    }

    /** The next UUID in the form of version 8 (RFC 9562 §5.8). */
    public UUID uuid() {
        ByteBuffer bytes = next();
        long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private ByteBuffer next() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] input = (prefix + "#" + counter++).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(digest.digest(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

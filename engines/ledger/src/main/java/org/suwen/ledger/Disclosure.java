package org.suwen.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The plain parts of an entry, shown in a way that anybody can check against the sealed entry without a key.
 *
 * <p>Before each sealed part its entry carries the part's commitment: SHA-256(salt ‖ context ‖ plain part), over a random
 * salt of 16 bytes that is sealed with the part. Whoever shows a part with its salt can't show another one; whoever has
 * no salt learns nothing from the commitment, also after the keys are gone.
 */
public record Disclosure(Salted account, Optional<Salted> content) {
    /** Length of the commitment before a sealed part. */
    public static final int COMMITMENT_BYTES = 32;

    /** Length of a part's salt. */
    public static final int SALT_BYTES = 16;

    /** A plain part with its salt; neither is copied. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Salted(byte[] salt, byte[] plain) {
        public Salted {
            if (salt.length != SALT_BYTES) {
                throw new IllegalArgumentException("a salt has 16 bytes, not `" + salt.length + "`");
            }
        }

        static Salted of(byte[] plain, SecureRandom random) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            return new Salted(salt, plain);
        }

        /** What a key opened: the salt, then the part. */
        public static Salted read(byte[] opened) {
            if (opened.length < SALT_BYTES) {
                throw new IllegalArgumentException("an opened part is shorter than its salt");
            }
            return new Salted(Arrays.copyOf(opened, SALT_BYTES), Arrays.copyOfRange(opened, SALT_BYTES, opened.length));
        }

        /** What is sealed. */
        byte[] bytes() {
            return join(salt, plain);
        }

        byte[] commitment(byte[] context) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(salt);
                digest.update(context);
                return digest.digest(plain);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime has no SHA-256", e);
            }
        }

        private boolean isPart(Entry entry, Entry.Part part, String origin) {
            return MessageDigest.isEqual(entry.commitment(part), commitment(entry.context(origin, part)));
        }
    }

    /** Whether these are the parts that were sealed into this entry of the log of this origin. */
    public boolean belongsTo(Entry entry, String origin) {
        return account.isPart(entry, Entry.Part.ACCOUNT, origin)
                && (content.isEmpty() || content.get().isPart(entry, Entry.Part.CONTENT, origin));
    }

    static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}

package org.suwen.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;

/**
 * One record of the ledger, with both parts still sealed (D15).
 *
 * <p>Bytes, version 2, big-endian, padded with zeros to the next multiple of 256:
 *
 * <pre>
 * version u8 | type u8 | request 16 | patient token 16 (zeros if none) | audit key id u32
 *   | account length u16 | account | content length u16 | content | zeros
 * </pre>
 *
 * @param token 16 bytes; all zeros when the entry is about no patient
 * @param account the part's commitment ({@link Disclosure}, 32 bytes), then the part sealed under the audit key
 * @param content the part's commitment, then the part sealed under the patient's log key; or empty; of a {@link
 *     EntryType#TOKEN_MAP} plain and public
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by content
public record Entry(EntryType type, UUID request, byte[] token, int auditKey, byte[] account, byte[] content) {
    public static final int VERSION = 2;
    public static final int TOKEN_BYTES = 16;
    /** The longest entry, in bytes: the longest that an entry bundle can hold, rounded down to the padding. */
    public static final int MAX_BYTES = 65_535 / Entry.PADDING * Entry.PADDING;

    static final int PADDING = 256;
    static final int TOKEN_AT = 18;
    private static final int FIXED_BYTES = 42;
    private static final int MAX_PART = 0xffff;

    /** The two sealed parts of an entry. */
    public enum Part {
        ACCOUNT,
        CONTENT
    }

    public Entry {
        if (token.length != TOKEN_BYTES) {
            throw new IllegalArgumentException("a patient token has 16 bytes, not `" + token.length + "`");
        }
        if (account.length > MAX_PART || content.length > MAX_PART || padded(account, content) > MAX_BYTES) {
            throw new IllegalArgumentException("an entry has at most `" + MAX_BYTES + "` bytes; its parts have `"
                    + account.length + "` and `" + content.length + "`");
        }
        token = token.clone();
        account = account.clone();
        content = content.clone();
    }

    private static int padded(byte[] account, byte[] content) {
        int plain = FIXED_BYTES + account.length + content.length;
        return (plain + PADDING - 1) / PADDING * PADDING;
    }

    /** The commitment to a part, by which a {@link Disclosure} is checked without any key; empty when there is none. */
    public byte[] commitment(Part part) {
        byte[] bytes = bytes(part);
        return Arrays.copyOf(bytes, Math.min(bytes.length, Disclosure.COMMITMENT_BYTES));
    }

    /** A part as its key sealed it. */
    public byte[] sealed(Part part) {
        byte[] bytes = bytes(part);
        return Arrays.copyOfRange(bytes, Math.min(bytes.length, Disclosure.COMMITMENT_BYTES), bytes.length);
    }

    private byte[] bytes(Part part) {
        return switch (part) {
            case ACCOUNT -> account;
            case CONTENT -> content;
        };
    }

    /** Whether the entry is about a patient. */
    public boolean hasSubject() {
        return !Arrays.equals(token, new byte[TOKEN_BYTES]);
    }

    /** The entry's bytes, which are its leaf in the tree. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(padded(account, content));
        out.put((byte) VERSION).put((byte) type.code());
        out.putLong(request.getMostSignificantBits()).putLong(request.getLeastSignificantBits());
        out.put(token).putInt(auditKey);
        out.putShort((short) account.length).put(account);
        out.putShort((short) content.length).put(content);
        return out.array();
    }

    /** The leaf hash of RFC 9162 §2.1.1 over {@link #encode}. */
    public Hash leafHash() {
        return MerkleTree.leafHash(encode());
    }

    /**
     * The entry that these bytes hold.
     *
     * @throws IllegalArgumentException when the version or type is unknown, a length does not fit, or the padding is not
     *     the shortest one of zeros
     */
    public static Entry decode(byte[] bytes) {
        if (bytes.length == 0 || bytes.length % PADDING != 0 || bytes.length > MAX_BYTES) {
            throw refuse("its length is `" + bytes.length + "`");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int version = in.get();
        if (version != VERSION) {
            throw refuse("its version is `" + (version & 0xff) + "`");
        }
        int code = in.get() & 0xff;
        EntryType type = EntryType.of(code).orElseThrow(() -> refuse("its type is `" + code + "`"));
        UUID request = new UUID(in.getLong(), in.getLong());
        byte[] token = new byte[TOKEN_BYTES];
        in.get(token);
        int auditKey = in.getInt();
        byte[] account = part(in, "account");
        byte[] content = part(in, "content");
        if (in.remaining() >= PADDING) {
            throw refuse("its padding is longer than needed");
        }
        while (in.hasRemaining()) {
            if (in.get() != 0) {
                throw refuse("its padding is not zeros");
            }
        }
        return new Entry(type, request, token, auditKey, account, content);
    }

    private static byte[] part(ByteBuffer in, String name) {
        int length = in.remaining() < Short.BYTES ? -1 : in.getShort() & MAX_PART;
        if (length < 0 || length > in.remaining()) {
            throw refuse("its " + name + " part is cut");
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException("not an entry of version 2: " + why);
    }

    /**
     * The associated data under which a part is sealed: it binds the part to its log, its place in the entry, the type
     * and the request.
     */
    public static byte[] context(String origin, Part part, EntryType type, UUID request) {
        byte[] log = ("suwen-ledger-v1\n" + origin + "\n" + part + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(log.length + 1 + 2 * Long.BYTES)
                .put(log)
                .put((byte) type.code())
                .putLong(request.getMostSignificantBits())
                .putLong(request.getLeastSignificantBits())
                .array();
    }

    /** The associated data of one of this entry's parts in the log of this origin. */
    public byte[] context(String origin, Part part) {
        return context(origin, part, type, request);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return request.hashCode();
    }

    @Override
    public String toString() {
        return "Entry[" + type + " " + request + "]";
    }
}

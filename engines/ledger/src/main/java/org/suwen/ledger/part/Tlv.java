package org.suwen.ledger.part;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A list of fields in one byte form: each is tag (u8), length (varint, shortest form) and value, tags never falling.
 *
 * <p>A field whose tag the reader does not know is kept as it is, so that an older program passes a newer part on
 * unchanged.
 */
final class Tlv {
    /** Filler: zeros that round a part up, so that its sealed length says little. Always last. */
    static final int PADDING_TAG = 255;

    private static final int ROUND_TO = 16;
    private static final int MAX_FIELDS = 4096;
    private static final byte TEXT = 0;
    private static final byte PACKED_UUID = 1;

    private Tlv() {}

    /** Collects fields in rising order of tags. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        private int last;

        /** A writer whose first byte is the part's version. */
        Writer(int version) {
            out.write(version);
        }

        /** A writer of a field's own inner fields. */
        Writer() {}

        void put(int tag, byte[] value) {
            if (tag < last) {
                throw new IllegalArgumentException("field `" + tag + "` stands after field `" + last + "`");
            }
            last = tag;
            out.write(tag);
            varint(out, value.length);
            out.writeBytes(value);
        }

        /** Writes nothing when the text is empty. */
        void text(int tag, String text) {
            if (!text.isEmpty()) {
                put(tag, text.getBytes(StandardCharsets.UTF_8));
            }
        }

        /** An id: 16 bytes when it is a UUID in its usual form, else text; nothing when empty. */
        void id(int tag, String id) {
            if (!id.isEmpty()) {
                put(tag, packId(id));
            }
        }

        /** Writes nothing when the bytes are none. */
        void bytes(int tag, byte[] bytes) {
            if (bytes.length > 0) {
                put(tag, bytes);
            }
        }

        void number(int tag, long value) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(10);
            varint(bytes, value);
            put(tag, bytes.toByteArray());
        }

        void all(List<PartField> fields) {
            fields.forEach(field -> put(field.tag(), field.value()));
        }

        byte[] plain() {
            return out.toByteArray();
        }

        /** The fields, rounded up to a multiple of 16 bytes by a last field of zeros. */
        byte[] padded() {
            int missing = (ROUND_TO - out.size() % ROUND_TO) % ROUND_TO;
            if (missing > 0) {
                int filler = missing >= 2 ? missing - 2 : missing + ROUND_TO - 2;
                out.write(PADDING_TAG);
                out.write(filler);
                out.writeBytes(new byte[filler]);
            }
            return out.toByteArray();
        }
    }

    private static byte[] packId(String id) {
        if (isUuid(id)) {
            UUID uuid = UUID.fromString(id);
            return ByteBuffer.allocate(17)
                    .put(PACKED_UUID)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + text.length).put(TEXT).put(text).array();
    }

    private static boolean isUuid(String id) {
        if (id.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return false;
            }
        }
        return true;
    }

    /** The fields of a part that starts with {@code version}. */
    static List<PartField> read(byte[] bytes, int version) {
        if (bytes.length == 0 || bytes[0] != version) {
            throw new IllegalArgumentException("the part is not of version `" + version + "`");
        }
        return read(bytes, 1, true);
    }

    /** The inner fields of a field. */
    static List<PartField> readInner(byte[] bytes) {
        return read(bytes, 0, false);
    }

    private static List<PartField> read(byte[] bytes, int start, boolean padded) {
        List<PartField> fields = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        int last = 0;
        while (in.hasRemaining()) {
            int tag = in.get() & 0xff;
            long length = readVarint(in);
            if (tag < last || length > in.remaining() || fields.size() == MAX_FIELDS) {
                throw new IllegalArgumentException("field `" + tag + "` is out of order, too long or one too many");
            }
            last = tag;
            byte[] value = new byte[(int) length];
            in.get(value);
            if (tag == PADDING_TAG) {
                requirePadding(value, padded && !in.hasRemaining() && bytes.length % ROUND_TO == 0);
            } else {
                fields.add(new PartField(tag, value));
            }
        }
        if (padded && bytes.length % ROUND_TO != 0) {
            throw new IllegalArgumentException("the part is not padded to a multiple of 16 bytes");
        }
        return fields;
    }

    private static void requirePadding(byte[] value, boolean inPlace) {
        boolean zeros = Arrays.equals(value, new byte[value.length]);
        if (!inPlace || !zeros || value.length >= ROUND_TO || value.length == ROUND_TO - 2) {
            throw new IllegalArgumentException("the padding is not the shortest one of zeros at the end");
        }
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
            int next = in.get() & 0xff;
            boolean overflow = shift == 63 && next > 1;
            boolean longer = next == 0 && shift > 0;
            if (overflow || longer) {
                break;
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is cut or not in its shortest form");
    }

    /** The number in a field. */
    static long number(PartField field) {
        ByteBuffer in = ByteBuffer.wrap(field.value());
        long value = readVarint(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("field `" + field.tag() + "` holds more than one number");
        }
        return value;
    }

    /** The text in a field. */
    static String text(PartField field) {
        return utf8(field, 0);
    }

    private static String utf8(PartField field, int from) {
        byte[] value = field.value();
        if (value.length == from) {
            throw new IllegalArgumentException("field `" + field.tag() + "` is empty");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value, from, value.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("field `" + field.tag() + "` is not valid UTF-8", e);
        }
    }

    /** The id in a field. */
    static String id(PartField field) {
        byte[] value = field.value();
        if (value.length == 17 && value[0] == PACKED_UUID) {
            ByteBuffer in = ByteBuffer.wrap(value, 1, 16);
            return new UUID(in.getLong(), in.getLong()).toString();
        }
        if (value.length == 0 || value[0] != TEXT) {
            throw new IllegalArgumentException("field `" + field.tag() + "` is not an id");
        }
        String id = utf8(field, 1);
        if (isUuid(id)) {
            throw new IllegalArgumentException("field `" + field.tag() + "` holds a UUID that is not packed");
        }
        return id;
    }

    /** The UUID in a field. */
    static UUID uuid(PartField field) {
        if (field.value().length != 16) {
            throw new IllegalArgumentException("field `" + field.tag() + "` is not a UUID");
        }
        ByteBuffer in = ByteBuffer.wrap(field.value());
        return new UUID(in.getLong(), in.getLong());
    }

    /** The 16 bytes of a UUID. */
    static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** The last line of strictness: a part has one byte form, and these bytes must be it. */
    static void requireSame(byte[] read, byte[] written) {
        if (!Arrays.equals(read, written)) {
            throw new IllegalArgumentException("the part is not in its one byte form");
        }
    }
}

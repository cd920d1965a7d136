package org.suwen.classification;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The compact form of labels, version 1: {@code version u8 | category u8 | grade u8 | level, granularity, floor 2 bits
 * each | flags u16 | diseases | data classes}, where a list is {@code count u8} and for each name {@code length u8,
 * ASCII}. Names are in ascending order without repetition, so equal labels have equal bytes.
 */
@SuppressWarnings("EnumOrdinal") // the order of these enums is part of version 1, held by a golden test
final class LabelsCodec {
    private static final int VERSION = 1;
    private static final int HEAD = 6;
    private static final Category[] CATEGORIES = Category.values();
    private static final Level[] LEVELS = Level.values();
    private static final Granularity[] GRANULARITIES = Granularity.values();
    private static final Flag[] FLAGS = Flag.values();

    private LabelsCodec() {}

    static byte[] encode(Labels labels) {
        byte[] bytes = new byte[HEAD + size(labels.specialDiseases()) + size(labels.dataClasses())];
        bytes[0] = VERSION;
        bytes[1] = (byte) labels.category().ordinal();
        bytes[2] = (byte) labels.grade();
        bytes[3] = (byte) (labels.level().ordinal()
                | labels.granularity().ordinal() << 2
                | labels.floor().ordinal() << 4);
        int flags = 0;
        for (Flag flag : labels.flags()) {
            flags |= 1 << flag.ordinal();
        }
        bytes[4] = (byte) (flags >>> 8);
        bytes[5] = (byte) flags;
        int next = put(bytes, HEAD, labels.specialDiseases());
        put(bytes, next, labels.dataClasses());
        return bytes;
    }

    private static int size(SortedSet<String> names) {
        int size = 1;
        for (String name : names) {
            size += 1 + name.length();
        }
        return size;
    }

    private static int put(byte[] bytes, int start, SortedSet<String> names) {
        int at = start;
        bytes[at++] = (byte) names.size();
        for (String name : names) {
            bytes[at++] = (byte) name.length();
            for (int i = 0; i < name.length(); i++) {
                bytes[at++] = (byte) name.charAt(i);
            }
        }
        return at;
    }

    static Labels decode(byte[] bytes) {
        if (bytes.length < HEAD + 2 || bytes[0] != VERSION) {
            throw new MalformedLabelsException("labels start with version " + VERSION + " and 7 more bytes");
        }
        Reader reader = new Reader(bytes);
        int packed = bytes[3];
        int flagBits = (bytes[4] & 0xff) << 8 | (bytes[5] & 0xff);
        if (packed >>> 6 != 0 || flagBits >>> FLAGS.length != 0) {
            throw new MalformedLabelsException("labels carry bits of a later version");
        }
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : FLAGS) {
            if ((flagBits & 1 << flag.ordinal()) != 0) {
                flags.add(flag);
            }
        }
        SortedSet<String> diseases = reader.names();
        SortedSet<String> classes = reader.names();
        reader.end();
        try {
            return new Labels(
                    pick(CATEGORIES, bytes[1]),
                    bytes[2],
                    pick(LEVELS, packed & 3),
                    pick(GRANULARITIES, packed >>> 2 & 3),
                    pick(GRANULARITIES, packed >>> 4 & 3),
                    diseases,
                    classes,
                    flags);
        } catch (IllegalArgumentException e) {
            throw new MalformedLabelsException("labels do not hold together: " + e.getMessage());
        }
    }

    private static <E> E pick(E[] values, int index) {
        if (index < 0 || index >= values.length) {
            throw new MalformedLabelsException("labels name a value out of range");
        }
        return values[index];
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at = HEAD;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        int next() {
            if (at >= bytes.length) {
                throw new MalformedLabelsException("labels end too early");
            }
            return bytes[at++] & 0xff;
        }

        SortedSet<String> names() {
            int count = next();
            SortedSet<String> names = new TreeSet<>();
            for (int i = 0; i < count; i++) {
                String name = name();
                if (!LabelNames.isName(name)
                        || (!names.isEmpty() && names.last().compareTo(name) >= 0)) {
                    throw new MalformedLabelsException("names in labels are well formed and in ascending order");
                }
                names.add(name);
            }
            return names;
        }

        private String name() {
            int length = next();
            if (length > bytes.length - at) {
                throw new MalformedLabelsException("labels end too early");
            }
            String name = new String(bytes, at, length, StandardCharsets.US_ASCII);
            at += length;
            return name;
        }

        void end() {
            if (at != bytes.length) {
                throw new MalformedLabelsException("labels have bytes after their end");
            }
        }
    }
}

package org.suwen.server.explorer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.suwen.ledger.AuditKeys;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/**
 * The stored form of the projection: {@value #ENTRIES} entries a page, {@value #CHAPTER} pages a chapter of sieves.
 *
 * <p>Each run of entries is sealed under the very audit key its entries are sealed under, inside the sealed document; so a
 * copy of the projection, backups included, is readable no longer than the entries themselves.
 */
final class Pages {

    /** Entries a page. */
    static final int ENTRIES = 128;

    /** Pages a chapter. */
    static final int CHAPTER = 64;

    private static final String KIND = "explorer";
    private static final int LARGEST = 60 * 1024;

    private final DirectoryDocuments documents;
    private final AuditKeys keys;

    Pages(DirectoryDocuments documents, AuditKeys keys) {
        this.documents = documents;
        this.keys = keys;
    }

    /** A line with the number of the audit key that seals its entry. */
    record Keyed(Line line, int key) {}

    /** The pages of a chapter: sieve, earliest and latest time of each. */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Chapter(byte[] sieves, long[] earliest, long[] latest) {}

    /** How many pages are stored. */
    long stored() {
        return documents.get(head()).map(found -> number(found.value())).orElse(0L);
    }

    void stored(long pages) {
        put(head(), bytes(out -> out.writeLong(pages)));
    }

    private static DocumentKey head() {
        return new DocumentKey(KIND, "head");
    }

    private static long number(byte[] bytes) {
        return reading(bytes, DataInputStream::readLong);
    }

    /** Stores a page; one that is too large for a document is left out, and read from the ledger again each time. */
    void write(long page, List<Keyed> lines) {
        byte[] value = bytes(out -> {
            int from = 0;
            while (from < lines.size()) {
                int to = from;
                while (to < lines.size()
                        && lines.get(to).key() == lines.get(from).key()) {
                    to++;
                }
                run(out, page, lines.subList(from, to));
                from = to;
            }
        });
        if (value.length <= LARGEST) {
            put(name("page", page), value);
        }
    }

    private void run(DataOutputStream out, long page, List<Keyed> lines) throws IOException {
        var plain = new ByteArrayOutputStream(lines.size() * 128);
        try (var packed = new DataOutputStream(new DeflaterOutputStream(plain))) {
            for (Keyed each : lines) {
                byte[] account = each.line().account().encode();
                packed.writeByte((int) (each.line().index() % ENTRIES));
                packed.writeByte(each.line().type().code());
                packed.writeShort(account.length);
                packed.write(account);
            }
        }
        int key = lines.getFirst().key();
        byte[] sealed = keys.seal(key, plain.toByteArray(), context("page", page));
        out.writeInt(key);
        out.writeShort(lines.size());
        out.writeInt(sealed.length);
        out.write(sealed);
    }

    /** The lines of a page, if it is stored. */
    Optional<List<Line>> read(long page) {
        return documents.get(name("page", page)).map(found -> reading(found.value(), in -> lines(in, page)));
    }

    private List<Line> lines(DataInputStream in, long page) throws IOException {
        List<Line> lines = new ArrayList<>(ENTRIES);
        while (in.available() > 0) {
            int key = in.readInt();
            int count = in.readUnsignedShort();
            byte[] plain = keys.open(key, in.readNBytes(in.readInt()), context("page", page));
            var packed = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(plain)));
            for (int read = 0; read < count; read++) {
                long index = page * ENTRIES + packed.readUnsignedByte();
                EntryType type = EntryType.of(packed.readUnsignedByte()).orElseThrow();
                lines.add(new Line(index, type, AccountPart.decode(packed.readNBytes(packed.readUnsignedShort()))));
            }
        }
        return lines;
    }

    /** Stores the sieves of {@value #CHAPTER} pages. */
    void write(long chapter, Chapter content) {
        int key = keys.current();
        byte[] plain = bytes(out -> {
            out.write(content.sieves());
            for (int page = 0; page < CHAPTER; page++) {
                out.writeLong(content.earliest()[page]);
                out.writeLong(content.latest()[page]);
            }
        });
        byte[] sealed = keys.seal(key, plain, context("chapter", chapter));
        put(name("chapter", chapter), bytes(out -> {
            out.writeInt(key);
            out.write(sealed);
        }));
    }

    /** The sieves of a chapter, if it is stored. */
    Optional<Chapter> chapter(long chapter) {
        return documents
                .get(name("chapter", chapter))
                .map(found -> reading(found.value(), in -> {
                    int key = in.readInt();
                    byte[] plain = keys.open(key, in.readAllBytes(), context("chapter", chapter));
                    return reading(plain, Pages::chapter);
                }));
    }

    private static Chapter chapter(DataInputStream in) throws IOException {
        var content = new Chapter(in.readNBytes(CHAPTER * Sieve.BYTES), new long[CHAPTER], new long[CHAPTER]);
        for (int page = 0; page < CHAPTER; page++) {
            content.earliest()[page] = in.readLong();
            content.latest()[page] = in.readLong();
        }
        return content;
    }

    /** Removes what is stored of these pages and their chapters. */
    void clear(long pages) {
        stored(0);
        for (long page = 0; page < pages; page++) {
            documents.delete(name("page", page));
        }
        for (long chapter = 0; chapter <= pages / CHAPTER; chapter++) {
            documents.delete(name("chapter", chapter));
        }
    }

    private void put(DocumentKey key, byte[] value) {
        long version = documents.get(key).map(VersionedBytes::version).orElse(0L);
        var unused = documents.put(key, version, value);
    }

    private static DocumentKey name(String what, long number) {
        return new DocumentKey(KIND, what + ":" + number);
    }

    private static byte[] context(String what, long number) {
        return ("explorer " + what + " " + number).getBytes(StandardCharsets.US_ASCII);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static <T> T reading(byte[] bytes, Reading<T> reading) {
        try {
            return reading.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException cut) {
            throw new UncheckedIOException("a page of the explorer is cut short; rebuild it", cut);
        }
    }
}

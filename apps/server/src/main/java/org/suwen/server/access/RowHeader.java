package org.suwen.server.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.suwen.decision.Row;

/**
 * What is sealed beside a stored resource and needed before its body: names, times and what a residual tests (D1).
 *
 * @param type FHIR resource type
 * @param id logical id
 * @param stored when this version was stored
 * @param date the clinical day of the item, when it has one
 * @param author staff id of the author, empty when unknown
 * @param encounter key of the encounter, empty when none
 * @param own the row's own labels, before anything spread to it (A20)
 * @param references keys of the resources it refers to
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
public record RowHeader(
        String type,
        String id,
        Instant stored,
        Optional<LocalDate> date,
        String author,
        String encounter,
        byte[] own,
        Set<String> references) {

    private static final int FORMAT = 1;

    /** A header for something that is not a stored row. */
    static RowHeader nominal(String type, String id, Instant at) {
        return new RowHeader(type, id, at, Optional.empty(), "", "", new byte[0], Set.of());
    }

    /** What a residual asks of this row. */
    public Row row() {
        return new Row(id, author.isEmpty() ? Optional.empty() : Optional.of(author), date);
    }

    /** The header as bytes. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(type);
            out.writeUTF(id);
            out.writeLong(stored.toEpochMilli());
            out.writeInt(date.map(day -> (int) day.toEpochDay()).orElse(Integer.MIN_VALUE));
            out.writeUTF(author);
            out.writeUTF(encounter);
            out.writeShort(own.length);
            out.write(own);
            out.writeShort(references.size());
            for (String reference : references) {
                out.writeUTF(reference);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another form
     */
    public static RowHeader decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("row header of unknown format `" + format + "`");
            }
            String type = in.readUTF();
            String id = in.readUTF();
            Instant stored = Instant.ofEpochMilli(in.readLong());
            int day = in.readInt();
            Optional<LocalDate> date =
                    day == Integer.MIN_VALUE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
            String author = in.readUTF();
            String encounter = in.readUTF();
            byte[] own = in.readNBytes(in.readUnsignedShort());
            Set<String> references = new TreeSet<>();
            int count = in.readUnsignedShort();
            for (int each = 0; each < count; each++) {
                references.add(in.readUTF());
            }
            return new RowHeader(type, id, stored, date, author, encounter, own, references);
        } catch (IOException cut) {
            throw new IllegalArgumentException("row header is cut short", cut);
        }
    }
}

package org.suwen.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.UUID;
import org.suwen.vault.VaultStore.WrappedKey;
import org.suwen.vault.VaultStore.WrappedPatientKeys;

/**
 * What a copy of the database holds of one patient: his wrapped keys, the wrapped epoch key above them, and a sealed row.
 *
 * <p>It is kept from before a purge to try reading it afterwards ({@link Vault#opens}); nothing in it is in clear.
 */
public final class OldCopy {
    private static final int FORMAT = 1;

    private final WrappedKey epoch;
    private final WrappedPatientKeys keys;
    private final Sealed sample;

    OldCopy(WrappedKey epoch, WrappedPatientKeys keys, Sealed sample) {
        this.epoch = epoch;
        this.keys = keys;
        this.sample = sample;
    }

    WrappedKey epoch() {
        return epoch;
    }

    WrappedPatientKeys keys() {
        return keys;
    }

    Sealed sample() {
        return sample;
    }

    /** The copy as bytes. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(epoch.number());
            out.writeUTF(epoch.source());
            put(out, epoch.wrapped());
            out.writeInt(keys.epoch());
            put(out, keys.recordKey());
            put(out, keys.logKey());
            UUID patient = sample.patient().value();
            out.writeLong(patient.getMostSignificantBits());
            out.writeLong(patient.getLeastSignificantBits());
            put(out, sample.row().row().bytes());
            out.writeLong(sample.row().version());
            put(out, sample.header());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static OldCopy decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readUnsignedByte() != FORMAT) {
                throw new IllegalArgumentException("the copy is of an unknown form");
            }
            var epoch = new WrappedKey(KeyChain.EPOCH, in.readInt(), in.readUTF(), get(in));
            var keys = new WrappedPatientKeys(in.readInt(), get(in), get(in), false);
            var patient = new PatientId(new UUID(in.readLong(), in.readLong()));
            Token token = Token.of(get(in));
            var row = new RowRef(patient, token, in.readLong());
            return new OldCopy(epoch, keys, new Sealed(row, token, 0, LocalDate.EPOCH, get(in), new byte[0]));
        } catch (IOException cut) {
            throw new IllegalArgumentException("the copy is cut short", cut);
        }
    }

    private static void put(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] get(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
        if (bytes.length != length) {
            throw new IllegalArgumentException("the copy is cut short");
        }
        return bytes;
    }
}

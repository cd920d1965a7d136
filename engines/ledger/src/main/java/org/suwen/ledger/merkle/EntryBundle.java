package org.suwen.ledger.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A run of up to 256 entries, each behind its length as a big-endian u16 (C2SP tlog-tiles). */
public final class EntryBundle {
    /** The longest entry a bundle can hold, in bytes. */
    public static final int MAX_ENTRY_BYTES = 65_535;

    private EntryBundle() {}

    public static byte[] encode(List<byte[]> entries) {
        if (entries.size() > Tile.WIDTH) {
            throw new IllegalArgumentException("a bundle has at most 256 entries, not `" + entries.size() + "`");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes, not `" + entry.length + "`");
            }
            out.write(entry.length >> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /**
     * The entries of a bundle.
     *
     * @throws IllegalArgumentException when a length points past the end or there are more than 256 entries
     */
    public static List<byte[]> decode(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at < bundle.length) {
            if (entries.size() == Tile.WIDTH) {
                throw new IllegalArgumentException("a bundle has more than 256 entries");
            }
            int length = at + 2 > bundle.length ? -1 : ((bundle[at] & 0xff) << 8) | (bundle[at + 1] & 0xff);
            int end = at + 2 + length;
            if (length < 0 || end > bundle.length) {
                throw new IllegalArgumentException("the bundle is cut in its entry `" + entries.size() + "`");
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, end));
            at = end;
        }
        return entries;
    }
}

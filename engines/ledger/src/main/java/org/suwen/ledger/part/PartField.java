package org.suwen.ledger.part;

import java.util.Arrays;
import java.util.HexFormat;

/** A field of a part that this version of the program does not know, kept as it came. */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in, compared by content
public record PartField(int tag, byte[] value) {
    public PartField {
        if (tag < 0 || tag >= Tlv.PADDING_TAG) {
            throw new IllegalArgumentException("a field's tag is 0 to 254, not `" + tag + "`");
        }
        value = value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartField that && tag == that.tag && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return tag + "=" + HexFormat.of().formatHex(value);
    }
}

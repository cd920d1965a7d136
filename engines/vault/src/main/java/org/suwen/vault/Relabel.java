package org.suwen.vault;

import java.util.Objects;

/**
 * A new decision class for a row that stays as it is (D2).
 *
 * @param row the row at the version that was judged
 * @param decisionClass the encoded class
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Relabel(RowRef row, byte[] decisionClass) {
    /** Copies the bytes. */
    public Relabel {
        Objects.requireNonNull(row, "row");
        decisionClass = decisionClass.clone();
    }

    /** A copy of the encoded class. */
    @Override
    public byte[] decisionClass() {
        return decisionClass.clone();
    }

    /** The row only. */
    @Override
    public String toString() {
        return "Relabel[" + row + "]";
    }
}

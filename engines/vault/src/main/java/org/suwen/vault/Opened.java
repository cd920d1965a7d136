package org.suwen.vault;

import java.util.Objects;

/**
 * A row in clear.
 *
 * @param row patient, row token and version
 * @param classToken token of its decision class
 * @param header the header as it was put
 * @param body the body as it was put; empty where only headers were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Opened(RowRef row, Token classToken, byte[] header, byte[] body) {
    /** Copies the bytes. */
    public Opened {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(classToken, "classToken");
        header = header.clone();
        body = body.clone();
    }

    /** A copy of the header. */
    @Override
    public byte[] header() {
        return header.clone();
    }

    /** A copy of the body. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The row only. */
    @Override
    public String toString() {
        return "Opened[" + row + "]";
    }
}

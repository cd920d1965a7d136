package org.suwen.vault;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A row as it lies in the database, not opened.
 *
 * @param row patient, row token and version
 * @param classToken token of its decision class, equal only within the patient
 * @param entryIndex ledger entry that wrote this version
 * @param writtenDay the day it was written
 * @param header sealed header
 * @param body sealed body; empty where only headers were asked for
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Sealed(RowRef row, Token classToken, long entryIndex, LocalDate writtenDay, byte[] header, byte[] body) {
    /** Copies the bytes. */
    public Sealed {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(classToken, "classToken");
        Objects.requireNonNull(writtenDay, "writtenDay");
        header = header.clone();
        body = body.clone();
    }

    /** Whose row it is. */
    public PatientId patient() {
        return row.patient();
    }

    /** A copy of the sealed header. */
    @Override
    public byte[] header() {
        return header.clone();
    }

    /** A copy of the sealed body. */
    @Override
    public byte[] body() {
        return body.clone();
    }
}

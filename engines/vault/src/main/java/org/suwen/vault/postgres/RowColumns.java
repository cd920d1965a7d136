package org.suwen.vault.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.suwen.vault.PatientId;
import org.suwen.vault.RowRef;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;

/** The columns that a row is read from, in order. */
final class RowColumns {
    static final String ALL = "%1$s.patient_id, %1$s.row_token, %1$s.version, %1$s.class_token, %1$s.entry_index,"
            + " %1$s.written, %1$s.header, %1$s.body";
    static final String WITHOUT_BODY = ALL.replace("%1$s.body", "''::bytea");

    private RowColumns() {}

    static String of(String alias) {
        return ALL.formatted(alias);
    }

    static String withoutBody(String alias) {
        return WITHOUT_BODY.formatted(alias);
    }

    static Sealed read(ResultSet row) throws SQLException {
        PatientId patient = new PatientId(row.getObject(1, UUID.class));
        RowRef ref = new RowRef(patient, Token.of(row.getBytes(2)), row.getLong(3));
        return new Sealed(
                ref,
                Token.of(row.getBytes(4)),
                row.getLong(5),
                row.getObject(6, LocalDate.class),
                row.getBytes(7),
                row.getBytes(8));
    }
}

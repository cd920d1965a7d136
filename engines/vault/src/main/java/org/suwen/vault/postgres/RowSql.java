package org.suwen.vault.postgres;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.Cursor;
import org.suwen.vault.PastVersion;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Token;
import org.suwen.vault.VaultStore.SealedClass;
import org.suwen.vault.VaultStore.SealedWrite;
import org.suwen.vault.VaultStore.Selection;

/** Reads of rows, one statement each, and the transactions around writes. */
final class RowSql {
    private static final String LOCATE = "SELECT " + RowColumns.of("r")
            + " FROM vault_index.row_token t JOIN vault.resource r USING (patient_id, row_token)"
            + " WHERE t.row_token = ?";
    private static final String LOCATE_VERSION = "SELECT " + RowColumns.of("v") + ", r.class_token"
            + " FROM vault_index.row_token t JOIN vault.resource r USING (patient_id, row_token)"
            + " JOIN LATERAL (SELECT h.* FROM vault.resource_history h WHERE h.patient_id = r.patient_id"
            + " AND h.row_token = r.row_token UNION ALL SELECT r.*) v ON v.version = ? WHERE t.row_token = ?";
    private static final String VERSIONS = "SELECT " + RowColumns.withoutBody("v") + ", r.class_token"
            + " FROM (SELECT * FROM vault.resource_history WHERE patient_id = ?"
            + " UNION ALL SELECT * FROM vault.resource WHERE patient_id = ?) v"
            + " JOIN vault.resource r ON r.patient_id = v.patient_id AND r.row_token = v.row_token WHERE true";
    private static final String SELECTED = " FROM vault.resource r WHERE r.patient_id = ? AND r.class_token = ANY(?)";
    private static final String OF_TYPE = " AND r.type_token = ?";
    private static final String BEHIND = " AND r.row_token > ? ORDER BY r.row_token LIMIT ?";
    private static final String OF_ENCOUNTER = "SELECT " + RowColumns.withoutBody("r")
            + " FROM vault.resource r WHERE r.patient_id = ? AND r.encounter_token = ? ORDER BY r.row_token LIMIT ?";

    private final Transactions transactions;

    RowSql(Transactions transactions) {
        this.transactions = transactions;
    }

    void write(long entryIndex, SealedWrite write, LocalDate day) {
        transactions.all("write rows", connection -> {
            new RowWrites(connection, write).apply(entryIndex, day);
            return true;
        });
    }

    void relabel(SealedWrite write) {
        transactions.all("relabel rows", connection -> {
            new RowWrites(connection, write).applyRelabels();
            return true;
        });
    }

    boolean isApplied(long entryIndex) {
        String sql = "SELECT 1 FROM vault.applied WHERE entry_index = ? LIMIT 1";
        return transactions.one("look up an entry", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(entryIndex).first(row -> true).isPresent();
            }
        });
    }

    Optional<Sealed> locate(Token row) {
        return transactions.one("locate a row", connection -> {
            try (Query query = new Query(connection, LOCATE)) {
                return query.with(row).first(RowColumns::read);
            }
        });
    }

    Optional<PastVersion> locateVersion(Token row, long version) {
        return transactions.one("locate a version", connection -> {
            try (Query query = new Query(connection, LOCATE_VERSION)) {
                return query.with(version)
                        .with(row)
                        .first(found -> new PastVersion(RowColumns.read(found), Token.of(found.getBytes(9))));
            }
        });
    }

    List<PastVersion> versions(PatientId patient, Optional<Token> type, Optional<Token> row, int limit) {
        String sql = VERSIONS
                + (type.isPresent() ? " AND v.type_token = ?" : "")
                + (row.isPresent() ? " AND v.row_token = ?" : "")
                + " LIMIT ?";
        return transactions.one("list versions", connection -> {
            try (Query query = new Query(connection, sql)) {
                query.with(patient).with(patient);
                if (type.isPresent()) {
                    query.with(type.get());
                }
                if (row.isPresent()) {
                    query.with(row.get());
                }
                return query.with(limit)
                        .list(found -> new PastVersion(RowColumns.read(found), Token.of(found.getBytes(9))));
            }
        });
    }

    List<Sealed> list(Selection selection, Cursor cursor, int limit, boolean bodies) {
        String columns = bodies ? RowColumns.of("r") : RowColumns.withoutBody("r");
        String sql = "SELECT " + columns + SELECTED + ofType(selection) + BEHIND;
        return transactions.one("list rows", connection -> {
            try (Query query = new Query(connection, sql)) {
                bind(query, selection);
                return query.with(cursor.after()).with(limit).list(RowColumns::read);
            }
        });
    }

    long count(Selection selection) {
        String sql = "SELECT count(*)" + SELECTED + ofType(selection);
        return transactions.one("count rows", connection -> {
            try (Query query = new Query(connection, sql)) {
                bind(query, selection);
                return query.first(row -> row.getLong(1)).orElseThrow();
            }
        });
    }

    List<Sealed> rowsOfEncounter(PatientId patient, Token encounter, int limit) {
        return transactions.one("list an encounter", connection -> {
            try (Query query = new Query(connection, OF_ENCOUNTER)) {
                return query.with(patient).with(encounter).with(limit).list(RowColumns::read);
            }
        });
    }

    List<SealedClass> classes(PatientId patient) {
        String sql = "SELECT class_token, sealed FROM vault.decision_class WHERE patient_id = ? ORDER BY class_token";
        return transactions.one("list classes", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(patient).list(row -> new SealedClass(Token.of(row.getBytes(1)), row.getBytes(2)));
            }
        });
    }

    private static String ofType(Selection selection) {
        return selection.type().isPresent() ? OF_TYPE : "";
    }

    private static void bind(Query query, Selection selection) throws SQLException {
        query.with(selection.patient()).withTokens(selection.classes(), token -> token);
        if (selection.type().isPresent()) {
            query.with(selection.type().get());
        }
    }
}

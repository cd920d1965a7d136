package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.ErasedException;
import org.suwen.vault.PatientId;
import org.suwen.vault.UnknownPatientException;
import org.suwen.vault.VaultStore.WrappedKey;
import org.suwen.vault.VaultStore.WrappedPatientKeys;

/** Wrapped keys, and the end of a patient. */
final class PatientSql {
    private static final byte[] DESTROYED = new byte[0];

    /** Everything of a patient but his key row, in an order that needs each table only once. */
    private static final List<String> DELETIONS = List.of(
            "DELETE FROM vault_index.row_token t USING vault.resource r"
                    + " WHERE r.patient_id = ? AND t.row_token = r.row_token AND t.patient_id = r.patient_id",
            "DELETE FROM vault.resource WHERE patient_id = ?",
            "DELETE FROM vault.resource_history WHERE patient_id = ?",
            "DELETE FROM vault.decision_class WHERE patient_id = ?",
            "DELETE FROM vault.document WHERE patient_id = ?",
            "DELETE FROM vault_index.identity_token WHERE patient_id = ?",
            "DELETE FROM vault_index.care WHERE patient_id = ?");

    private final Transactions transactions;

    PatientSql(Transactions transactions) {
        this.transactions = transactions;
    }

    void addKey(WrappedKey key) {
        String sql = "INSERT INTO vault_keys.chain_key (purpose, number, source, wrapped) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING";
        transactions.one("keep a key", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(key.purpose())
                        .with(key.number())
                        .with(key.source())
                        .with(key.wrapped())
                        .update();
            }
        });
    }

    List<WrappedKey> keys() {
        String sql = "SELECT purpose, number, source, wrapped FROM vault_keys.chain_key ORDER BY purpose, number";
        return transactions.one("read keys", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.list(
                        row -> new WrappedKey(row.getString(1), row.getInt(2), row.getString(3), row.getBytes(4)));
            }
        });
    }

    Optional<WrappedPatientKeys> patientKeys(PatientId patient) {
        String sql = "SELECT epoch, record_key, log_key, erased IS NOT NULL FROM vault_keys.patient_key"
                + " WHERE patient_id = ?";
        return transactions.one("read a patient's keys", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(patient)
                        .first(row -> new WrappedPatientKeys(
                                row.getInt(1), row.getBytes(2), row.getBytes(3), row.getBoolean(4)));
            }
        });
    }

    void purge(PatientId patient, boolean keepLogKey, LocalDate day) {
        transactions.all("purge a patient", connection -> {
            destroyKeys(connection, patient, keepLogKey, day);
            for (String deletion : DELETIONS) {
                try (Query query = new Query(connection, deletion)) {
                    int unused = query.with(patient).update();
                }
            }
            return true;
        });
    }

    /**
     * Holds the patient until the end of the transaction: writes of one patient run one after the other, and none runs
     * beside or after his purge. Throws when he is erased or unknown.
     */
    static void hold(Connection connection, PatientId patient) throws SQLException {
        String sql = "SELECT erased IS NOT NULL FROM vault_keys.patient_key WHERE patient_id = ? FOR NO KEY UPDATE";
        try (Query query = new Query(connection, sql)) {
            boolean erased = query.with(patient)
                    .first(row -> row.getBoolean(1))
                    .orElseThrow(() -> new UnknownPatientException(patient));
            if (erased) {
                throw new ErasedException(patient);
            }
        }
    }

    private static void destroyKeys(Connection connection, PatientId patient, boolean keepLogKey, LocalDate day)
            throws SQLException {
        String sql = "UPDATE vault_keys.patient_key SET record_key = ?, log_key = CASE WHEN ? THEN log_key ELSE ? END,"
                + " erased = coalesce(erased, ?) WHERE patient_id = ?";
        try (Query query = new Query(connection, sql)) {
            int changed = query.with(DESTROYED)
                    .with(keepLogKey)
                    .with(DESTROYED)
                    .with(day)
                    .with(patient)
                    .update();
            if (changed == 0) {
                throw new UnknownPatientException(patient);
            }
        }
    }
}

package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.vault.PatientId;
import org.suwen.vault.VaultStore.KeptKeys;
import org.suwen.vault.VaultStore.Rewrapped;
import org.suwen.vault.VaultStore.WrappedPatientKeys;

/**
 * Enrolling under an epoch and ending it: whoever enrols holds the epoch key's row, so that an epoch ends either before
 * him, and he takes the next, or after him, and his keys are wrapped anew first.
 */
final class EpochSql {
    private static final String NOT_EMPTY = "(length(record_key) > 0 OR length(log_key) > 0)";

    private final Transactions transactions;

    EpochSql(Transactions transactions) {
        this.transactions = transactions;
    }

    boolean enrol(PatientId patient, WrappedPatientKeys keys, LocalDate day) {
        return transactions.all("enrol a patient", connection -> {
            if (!stands(connection, keys.epoch())) {
                return false;
            }
            String sql = "INSERT INTO vault_keys.patient_key (patient_id, epoch, enrolled, record_key, log_key)"
                    + " VALUES (?, ?, ?, ?, ?)";
            try (Query query = new Query(connection, sql)) {
                int unused = query.with(patient)
                        .with(keys.epoch())
                        .with(day)
                        .with(keys.recordKey())
                        .with(keys.logKey())
                        .update();
            }
            return true;
        });
    }

    private static boolean stands(Connection connection, int epoch) throws SQLException {
        String sql = "SELECT 1 FROM vault_keys.chain_key WHERE purpose = 'epoch' AND number = ? FOR SHARE";
        try (Query query = new Query(connection, sql)) {
            return query.with(epoch).first(row -> row.getInt(1)).isPresent();
        }
    }

    void dropKey(String purpose, int number) {
        String sql = "DELETE FROM vault_keys.chain_key WHERE purpose = ? AND number = ?";
        transactions.one("remove a key", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with((Object) purpose).with(number).update();
            }
        });
    }

    List<KeptKeys> keysBefore(int epoch, PatientId after, int limit) {
        String sql = "SELECT patient_id, epoch, record_key, log_key, erased IS NOT NULL FROM vault_keys.patient_key"
                + " WHERE epoch < ? AND patient_id > ? AND " + NOT_EMPTY + " ORDER BY patient_id LIMIT ?";
        return transactions.one("read patients' keys", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(epoch)
                        .with(after)
                        .with(limit)
                        .list(row -> new KeptKeys(
                                new PatientId(row.getObject(1, UUID.class)),
                                new WrappedPatientKeys(
                                        row.getInt(2), row.getBytes(3), row.getBytes(4), row.getBoolean(5))));
            }
        });
    }

    void rewrap(int epoch, List<Rewrapped> keys) {
        String sql = "UPDATE vault_keys.patient_key k SET epoch = ?, record_key = n.record_new, log_key = n.log_new"
                + " FROM unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])"
                + " AS n(patient_id, record_old, log_old, record_new, log_new) WHERE k.patient_id = n.patient_id"
                + " AND k.record_key = n.record_old AND k.log_key = n.log_old";
        transactions.one("wrap keys anew", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(epoch)
                        .withPatients(keys, Rewrapped::patient)
                        .withBytes(keys, each -> Optional.of(each.before().recordKey()))
                        .withBytes(keys, each -> Optional.of(each.before().logKey()))
                        .withBytes(keys, each -> Optional.of(each.after().recordKey()))
                        .withBytes(keys, each -> Optional.of(each.after().logKey()))
                        .update();
            }
        });
    }

    boolean retire(int number) {
        String retire = "UPDATE vault_keys.chain_key SET purpose = 'retired-epoch', wrapped = ''"
                + " WHERE purpose = 'epoch' AND number = ?";
        String left = "SELECT 1 FROM vault_keys.patient_key WHERE epoch = ? AND " + NOT_EMPTY + " LIMIT 1";
        return transactions.all("end an epoch", connection -> {
            try (Query query = new Query(connection, retire)) {
                int unused = query.with(number).update();
            }
            try (Query query = new Query(connection, left)) {
                boolean used = query.with(number).first(row -> row.getInt(1)).isPresent();
                if (used) {
                    connection.rollback();
                }
                return !used;
            }
        });
    }
}

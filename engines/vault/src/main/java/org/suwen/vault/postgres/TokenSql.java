package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;

/** Identities, unique across patients (D9), and care lists. */
final class TokenSql {
    private static final String RELATE =
            "INSERT INTO vault_index.care (patient_id, unit_token) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private final Transactions transactions;

    TokenSql(Transactions transactions) {
        this.transactions = transactions;
    }

    Optional<PatientId> find(Token identity) {
        String sql = "SELECT patient_id FROM vault_index.identity_token WHERE token = ?";
        return transactions.one("find a patient", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(identity).first(TokenSql::patient);
            }
        });
    }

    boolean bind(PatientId patient, Token identity) {
        return transactions.all("bind an identity", connection -> {
            PatientSql.hold(connection, patient);
            return bind(connection, patient, identity);
        });
    }

    /** Changes nothing but returns a row when the patient has the identity already. */
    static boolean bind(Connection connection, PatientId patient, Token identity) throws SQLException {
        String sql = "INSERT INTO vault_index.identity_token AS t (token, patient_id) VALUES (?, ?)"
                + " ON CONFLICT (token) DO UPDATE SET patient_id = excluded.patient_id"
                + " WHERE t.patient_id = excluded.patient_id";
        try (Query query = new Query(connection, sql)) {
            return query.with(identity).with(patient).update() == 1;
        }
    }

    void unbind(PatientId patient, Token identity) {
        change(
                "free an identity",
                patient,
                "DELETE FROM vault_index.identity_token WHERE patient_id = ? AND token = ?",
                identity);
    }

    void relate(PatientId patient, Token unit) {
        change("relate a patient", patient, RELATE, unit);
    }

    static void relate(Connection connection, PatientId patient, Token unit) throws SQLException {
        try (Query query = new Query(connection, RELATE)) {
            var unused = query.with(patient).with(unit).update();
        }
    }

    void unrelate(PatientId patient, Token unit) {
        change(
                "unrelate a patient",
                patient,
                "DELETE FROM vault_index.care WHERE patient_id = ? AND unit_token = ?",
                unit);
    }

    List<PatientId> related(Token unit, PatientId after, int limit) {
        String sql = "SELECT patient_id FROM vault_index.care WHERE unit_token = ? AND patient_id > ?"
                + " ORDER BY patient_id LIMIT ?";
        return transactions.one("list related patients", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(unit).with(after).with(limit).list(TokenSql::patient);
            }
        });
    }

    List<PatientId> everyone(PatientId after, int limit) {
        String sql = "SELECT patient_id FROM vault_keys.patient_key WHERE erased IS NULL AND patient_id > ?"
                + " ORDER BY patient_id LIMIT ?";
        return transactions.one("list all patients", connection -> {
            try (Query query = new Query(connection, sql)) {
                return query.with(after).with(limit).list(TokenSql::patient);
            }
        });
    }

    private void change(String what, PatientId patient, String sql, Token token) {
        transactions.all(what, connection -> {
            PatientSql.hold(connection, patient);
            try (Query query = new Query(connection, sql)) {
                return query.with(patient).with(token).update();
            }
        });
    }

    private static PatientId patient(ResultSet row) throws SQLException {
        return new PatientId(row.getObject(1, UUID.class));
    }
}

package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.suwen.vault.PatientId;
import org.suwen.vault.Token;
import org.suwen.vault.VaultStore.SealedDocument;
import org.suwen.vault.VersionConflictException;

/** Documents of patients, every version kept, and of the institution, the current one kept. */
final class DocumentSql {
    private static final String INSERT = """
            INSERT INTO vault.document (patient_id, kind_token, version, sealed)
            SELECT new.* FROM (VALUES (?::uuid, ?::bytea, ?::bigint, ?::bytea)) AS new(patient_id, kind, version, sealed)
            WHERE new.version = 1 + (SELECT coalesce(max(d.version), 0) FROM vault.document d
                WHERE d.patient_id = new.patient_id AND d.kind_token = new.kind)
            """;
    private static final String READ = "SELECT kind_token, kind_token, version, sealed FROM vault.document"
            + " WHERE patient_id = ? AND kind_token = ? AND (version = ? OR ? = 0) ORDER BY version DESC LIMIT 1";
    private static final String DIRECTORY =
            "SELECT kind_token, key_token, version, sealed FROM vault.directory_document WHERE kind_token = ?";

    private final Transactions transactions;

    DocumentSql(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Inserts the next version within a transaction that holds the patient. */
    static void insert(Connection connection, PatientId patient, SealedDocument document) throws SQLException {
        try (Query query = new Query(connection, INSERT)) {
            int inserted = query.with(patient)
                    .with(document.kind())
                    .with(document.version())
                    .with(document.sealed())
                    .update();
            expectOne(inserted);
        }
    }

    void put(PatientId patient, SealedDocument document) {
        transactions.all("keep a document", connection -> {
            PatientSql.hold(connection, patient);
            insert(connection, patient, document);
            return true;
        });
    }

    Optional<SealedDocument> document(PatientId patient, Token kind, long version) {
        return transactions.one("read a document", connection -> {
            try (Query query = new Query(connection, READ)) {
                return query.with(patient)
                        .with(kind)
                        .with(version)
                        .with(version)
                        .first(DocumentSql::read);
            }
        });
    }

    Optional<SealedDocument> directoryDocument(Token kind, Token key) {
        return transactions.one("read a directory document", connection -> {
            try (Query query = new Query(connection, DIRECTORY + " AND key_token = ?")) {
                return query.with(kind).with(key).first(DocumentSql::read);
            }
        });
    }

    List<SealedDocument> directoryDocuments(Token kind, Token after, int limit) {
        return transactions.one("list directory documents", connection -> {
            try (Query query = new Query(connection, DIRECTORY + " AND key_token > ? ORDER BY key_token LIMIT ?")) {
                return query.with(kind).with(after).with(limit).list(DocumentSql::read);
            }
        });
    }

    void putDirectoryDocument(SealedDocument document) {
        transactions.one("keep a directory document", connection -> {
            expectOne(document.version() == 1 ? create(connection, document) : replace(connection, document));
            return true;
        });
    }

    void deleteDirectoryDocument(Token kind, Token key, long version) {
        String sql = "DELETE FROM vault.directory_document WHERE kind_token = ? AND key_token = ? AND version = ?";
        transactions.one("remove a directory document", connection -> {
            try (Query query = new Query(connection, sql)) {
                expectOne(query.with(kind).with(key).with(version).update());
                return true;
            }
        });
    }

    private static int create(Connection connection, SealedDocument document) throws SQLException {
        String sql = "INSERT INTO vault.directory_document (kind_token, key_token, version, sealed)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
        try (Query query = new Query(connection, sql)) {
            return query.with(document.kind())
                    .with(document.key())
                    .with(document.version())
                    .with(document.sealed())
                    .update();
        }
    }

    private static int replace(Connection connection, SealedDocument document) throws SQLException {
        String sql = "UPDATE vault.directory_document SET version = ?, sealed = ?"
                + " WHERE kind_token = ? AND key_token = ? AND version = ?";
        try (Query query = new Query(connection, sql)) {
            return query.with(document.version())
                    .with(document.sealed())
                    .with(document.kind())
                    .with(document.key())
                    .with(document.version() - 1)
                    .update();
        }
    }

    private static SealedDocument read(ResultSet row) throws SQLException {
        return new SealedDocument(
                Token.of(row.getBytes(1)), Token.of(row.getBytes(2)), row.getLong(3), row.getBytes(4));
    }

    private static void expectOne(int changed) {
        if (changed != 1) {
            throw new VersionConflictException("document");
        }
    }
}

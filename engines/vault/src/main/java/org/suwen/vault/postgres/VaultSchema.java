package org.suwen.vault.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.suwen.vault.VaultUnavailableException;

/**
 * The vault's tables, in three schemas that are backed up apart (D12): {@code vault} holds sealed data, {@code vault_keys}
 * wrapped keys, {@code vault_index} blind tokens.
 *
 * <p>Every table but the two of unique tokens (D9), the institution's documents and its keys is keyed by patient first, so
 * that it can be distributed by patient. Columns are stored uncompressed: ciphertext doesn't compress.
 */
public final class VaultSchema {
    private static final String TABLES = """
            SELECT pg_advisory_xact_lock(hashtextextended('suwen vault schema', 0));
            CREATE SCHEMA IF NOT EXISTS vault;
            CREATE SCHEMA IF NOT EXISTS vault_keys;
            CREATE SCHEMA IF NOT EXISTS vault_index;
            CREATE TABLE IF NOT EXISTS vault_keys.chain_key (
                purpose text NOT NULL,
                number integer NOT NULL,
                source text NOT NULL,
                wrapped bytea STORAGE EXTERNAL NOT NULL,
                PRIMARY KEY (purpose, number));
            CREATE TABLE IF NOT EXISTS vault_keys.patient_key (
                patient_id uuid PRIMARY KEY,
                epoch integer NOT NULL,
                enrolled date NOT NULL,
                erased date,
                record_key bytea STORAGE EXTERNAL NOT NULL,
                log_key bytea STORAGE EXTERNAL NOT NULL);
            CREATE TABLE IF NOT EXISTS vault_index.identity_token (
                token bytea STORAGE PLAIN PRIMARY KEY,
                patient_id uuid NOT NULL);
            CREATE INDEX IF NOT EXISTS identity_token_patient ON vault_index.identity_token (patient_id);
            CREATE TABLE IF NOT EXISTS vault_index.row_token (
                row_token bytea STORAGE PLAIN PRIMARY KEY,
                patient_id uuid NOT NULL);
            CREATE TABLE IF NOT EXISTS vault_index.care (
                patient_id uuid NOT NULL,
                unit_token bytea STORAGE PLAIN NOT NULL,
                PRIMARY KEY (patient_id, unit_token));
            CREATE INDEX IF NOT EXISTS care_unit ON vault_index.care (unit_token, patient_id);
            """;

    private static final String DATA_TABLES = """
            CREATE TABLE IF NOT EXISTS vault.resource (
                patient_id uuid NOT NULL,
                version bigint NOT NULL,
                entry_index bigint NOT NULL,
                written date NOT NULL,
                key_epoch integer NOT NULL,
                row_token bytea STORAGE PLAIN NOT NULL,
                type_token bytea STORAGE PLAIN NOT NULL,
                class_token bytea STORAGE PLAIN NOT NULL,
                encounter_token bytea STORAGE PLAIN,
                header bytea STORAGE EXTERNAL NOT NULL,
                body bytea STORAGE EXTERNAL NOT NULL,
                PRIMARY KEY (patient_id, row_token));
            CREATE INDEX IF NOT EXISTS resource_type ON vault.resource (patient_id, type_token, row_token);
            CREATE INDEX IF NOT EXISTS resource_encounter ON vault.resource (patient_id, encounter_token, row_token)
                WHERE encounter_token IS NOT NULL;
            CREATE TABLE IF NOT EXISTS vault.resource_history (
                LIKE vault.resource INCLUDING STORAGE,
                PRIMARY KEY (patient_id, row_token, version));
            CREATE TABLE IF NOT EXISTS vault.decision_class (
                patient_id uuid NOT NULL,
                class_token bytea STORAGE PLAIN NOT NULL,
                sealed bytea STORAGE EXTERNAL NOT NULL,
                PRIMARY KEY (patient_id, class_token));
            CREATE TABLE IF NOT EXISTS vault.document (
                patient_id uuid NOT NULL,
                kind_token bytea STORAGE PLAIN NOT NULL,
                version bigint NOT NULL,
                sealed bytea STORAGE EXTERNAL NOT NULL,
                PRIMARY KEY (patient_id, kind_token, version));
            CREATE TABLE IF NOT EXISTS vault.directory_document (
                kind_token bytea STORAGE PLAIN NOT NULL,
                key_token bytea STORAGE PLAIN NOT NULL,
                version bigint NOT NULL,
                sealed bytea STORAGE EXTERNAL NOT NULL,
                PRIMARY KEY (kind_token, key_token));
            CREATE TABLE IF NOT EXISTS vault.applied (
                patient_id uuid NOT NULL,
                entry_index bigint NOT NULL,
                PRIMARY KEY (patient_id, entry_index));
            CREATE INDEX IF NOT EXISTS applied_entry ON vault.applied (entry_index);
            CREATE TABLE IF NOT EXISTS vault.restored (
                one boolean PRIMARY KEY CHECK (one),
                ledger_size bigint NOT NULL,
                directory boolean NOT NULL);
            """;

    private VaultSchema() {}

    /**
     * Creates what is missing, in the connection's own transaction or, when it commits by itself, in one of this method's;
     * safe to repeat, and for several nodes at once.
     */
    public static void create(Connection connection) {
        try {
            boolean alone = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLES + DATA_TABLES);
                if (alone) {
                    connection.commit();
                }
            } finally {
                if (alone) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw new VaultUnavailableException("the vault's tables can't be created", e);
        }
    }
}

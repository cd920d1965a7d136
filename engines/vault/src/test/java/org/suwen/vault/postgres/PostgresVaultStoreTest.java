package org.suwen.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.PatientId;
import org.suwen.vault.UnsafeDatabaseException;
import org.suwen.vault.VaultUnavailableException;

class PostgresVaultStoreTest {
    private static EmbeddedPostgres server;
    private static DataSource source;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedPostgres.temporary();
        source = server.dataSource();
        try (Connection connection = source.getConnection()) {
            VaultSchema.create(connection);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void createsItsTablesAgainWithoutHarm() throws SQLException {
        try (Connection connection = source.getConnection()) {
            VaultSchema.create(connection);
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            VaultSchema.create(connection);
            connection.rollback();
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void refusesADatabaseThatMayLoseWhatItAcknowledged() throws SQLException {
        for (String setting : List.of("synchronous_commit", "full_page_writes", "fsync")) {
            execute("ALTER SYSTEM SET " + setting + " = off");
            execute("SELECT pg_reload_conf()");
            awaitSetting(setting, "off");

            assertThatThrownBy(() -> PostgresVaultStore.open(source))
                    .isInstanceOf(UnsafeDatabaseException.class)
                    .hasMessageContaining(setting);

            execute("ALTER SYSTEM RESET " + setting);
            execute("ALTER SYSTEM SET " + setting + " = on");
            execute("SELECT pg_reload_conf()");
            awaitSetting(setting, "on");
        }
        assertThat(PostgresVaultStore.open(source)).isNotNull();
    }

    private static void awaitSetting(String name, String value) throws SQLException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!setting(name).equals(value)) {
            assertThat(System.nanoTime()).as("%s becomes %s", name, value).isLessThan(deadline);
        }
    }

    private static String setting(String name) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /**
     * D9: what is unique across patients is a token; everything else of a patient is keyed by him first. The mark of a
     * restored database is one row and about nobody.
     */
    @Test
    void keysEveryUniqueIndexByPatientButTheTokens() throws SQLException {
        String sql = "SELECT i.indrelid::regclass::text, a.attname FROM pg_index i"
                + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                + " JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE i.indisunique AND n.nspname LIKE 'vault%' AND a.attname <> 'patient_id' ORDER BY 1";
        List<String> others = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                others.add(row.getString(1) + " by " + row.getString(2));
            }
        }

        assertThat(others)
                .containsExactly(
                        "vault.directory_document by kind_token",
                        "vault.restored by one",
                        "vault_index.identity_token by token",
                        "vault_index.row_token by row_token",
                        "vault_keys.chain_key by purpose");
    }

    @Test
    void saysWithoutAnyValueThatTheDatabaseIsGone() throws SQLException {
        EmbeddedPostgres gone = EmbeddedPostgres.temporary();
        try (Connection connection = gone.dataSource().getConnection()) {
            VaultSchema.create(connection);
        }
        PostgresVaultStore store = PostgresVaultStore.open(gone.dataSource());
        gone.close();

        assertThatThrownBy(() -> store.patientKeys(PatientId.of("00000000-0000-4000-8000-000000000001")))
                .isInstanceOf(VaultUnavailableException.class)
                .hasMessage("the database did not `read a patient's keys` (state `08001`)");
    }
}

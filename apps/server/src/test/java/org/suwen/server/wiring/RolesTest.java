package org.suwen.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.postgres.EmbeddedPostgres;

/** D14, AUD-04: what the role the server works as can't do, and what must hold of the database before it does anything. */
class RolesTest {
    private static final String NOT_ALLOWED = "42501"; // SQLSTATE insufficient_privilege

    @TempDir
    private static Path folder;

    private static Database database;

    @BeforeAll
    static void start() {
        database = Database.embedded(folder.resolve("data"), folder.resolve("keys"));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void theServerWorksAsAnOrdinaryRoleThatOwnsNothing() throws SQLException {
        assertThat(texts("SELECT current_user")).containsExactly(Roles.SERVER);
        assertThat(texts("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole"
                        + " OR rolcreatedb OR rolreplication OR rolbypassrls)"))
                .isEmpty();
        assertThat(texts("SELECT roleid::regrole::text FROM pg_auth_members"
                        + " WHERE member = (SELECT oid FROM pg_roles WHERE rolname = current_user)"))
                .as("roles it belongs to")
                .isEmpty();
        assertThat(texts("SELECT oid::regclass::text FROM pg_class WHERE relowner = current_user::regrole"))
                .isEmpty();
    }

    @Test
    void noLedgerTableButThePresentStateTakesAChangeAndNoneARemoval() throws SQLException {
        Set<String> tables = new TreeSet<>(
                texts(
                        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relname LIKE 'ledger%'"));
        assertThat(tables).contains("ledger_entry", "ledger_tile", "ledger_checkpoint", "ledger_token");
        Set<String> changeable = new TreeSet<>();
        for (String table : tables) {
            if (texts("SELECT has_any_column_privilege('" + table + "', 'UPDATE')::text")
                    .contains("true")) {
                changeable.add(table);
            }
            assertThat(texts("SELECT (has_table_privilege('" + table + "', 'DELETE') OR has_table_privilege('" + table
                            + "', 'TRUNCATE') OR has_table_privilege('" + table + "', 'TRIGGER'))::text"))
                    .as("removal from %s", table)
                    .containsExactly("false");
        }
        assertThat(changeable).containsExactly("ledger_state", "ledger_subject");
        for (String attempt : List.of(
                "UPDATE ledger_entry SET bytes = bytes",
                "DELETE FROM ledger_entry",
                "TRUNCATE ledger_entry",
                "UPDATE ledger_checkpoint SET note = ''",
                "DELETE FROM ledger_token",
                "DELETE FROM ledger_state",
                "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
                "DROP TABLE ledger_entry")) {
            assertRefused(attempt);
        }
    }

    @Test
    void theServersRoleCreatesNothing() {
        for (String attempt : List.of(
                "CREATE TABLE public.mine (a int)",
                "CREATE TABLE vault.mine (a int)",
                "CREATE TEMPORARY TABLE mine (a int)",
                "CREATE SCHEMA mine",
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE EXTENSION pg_trgm",
                "ALTER SYSTEM SET fsync = off",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT pg_read_file('postgresql.conf')")) {
            assertRefused(attempt);
        }
    }

    @Test
    void durabilityIsOnAndAWeakerServerIsRefused() throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(texts("SHOW " + setting)).as(setting).containsExactly("on");
        }
        Durability.check(database.dataSource());
        assertThatThrownBy(() -> weakened("synchronous_commit"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("`synchronous_commit` = `off`");
    }

    /** A server on which somebody let this one role acknowledge before its data are safe. */
    private static void weakened(String setting) {
        Path other = folder.resolve("weak-" + setting);
        Database.embedded(other.resolve("data"), other.resolve("keys")).close();
        try (EmbeddedPostgres owner = EmbeddedPostgres.start(other.resolve("data"), other.resolve("keys"));
                Connection connection = owner.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + Roles.SERVER + " SET " + setting + " = off");
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
        Database.embedded(other.resolve("data"), other.resolve("keys")).close();
    }

    private static void assertRefused(String attempt) {
        assertThatThrownBy(() -> texts(attempt))
                .as(attempt)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    private static List<String> texts(String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(query)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        }
    }
}

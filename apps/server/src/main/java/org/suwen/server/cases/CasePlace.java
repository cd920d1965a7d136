package org.suwen.server.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A database that cases use one after the other: between them every table is put back to what was kept.
 *
 * <p>Making a database costs a hundred times what putting its few rows back does, and the services can't tell the
 * difference: they are opened anew on each case and find the tables as a server would that was stopped and started.
 */
final class CasePlace implements AutoCloseable {

    private static final String TABLES = """
            SELECT schemaname, tablename FROM pg_tables
            WHERE schemaname IN ('public', 'vault', 'vault_keys', 'vault_index') ORDER BY 1, 2""";

    /** What a fixture left on record. */
    private static final String KEPT = "case_kept";

    /** What the schema's own making left on record. */
    private static final String EMPTY = "case_empty";

    private final Supplier<HikariDataSource> opening;
    private final List<Table> tables;
    private HikariDataSource pool;

    private record Table(String schema, String name) {
        String here() {
            return schema + "." + name;
        }

        String in(String keep) {
            return keep + "." + schema + "_" + name;
        }
    }

    /** A place on a database that {@link #prepare} has been called for. */
    CasePlace(Supplier<HikariDataSource> opening) {
        this.opening = opening;
        this.pool = opening.get();
        try (Connection connection = pool.getConnection()) {
            this.tables = tables(connection);
        } catch (SQLException failed) {
            pool.close();
            throw broken(failed);
        }
    }

    /** Makes room for what is kept, in a database that holds the schema and nothing else. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String keep : List.of(EMPTY, KEPT)) {
                statement.execute("CREATE SCHEMA " + keep);
                for (Table table : tables(connection)) {
                    statement.execute("CREATE TABLE " + table.in(keep) + " AS TABLE " + table.here());
                }
            }
        }
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2)));
            }
        }
        return tables;
    }

    /** Connections to the database. */
    HikariDataSource pool() {
        return pool;
    }

    /** New connections, after the old ones were cut. */
    HikariDataSource reopen() {
        pool.close();
        pool = opening.get();
        return pool;
    }

    /** Puts every table back to the empty schema. */
    void empty() {
        put(EMPTY);
    }

    /** Keeps what the tables hold now. */
    void keep() {
        change(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                table ->
                        "DELETE FROM " + table.in(KEPT) + "; INSERT INTO " + table.in(KEPT) + " TABLE " + table.here());
    }

    /** Puts every table back to what was kept. */
    void back() {
        put(KEPT);
    }

    private void put(String keep) {
        change(
                "ALTER TABLE IF EXISTS ledger_entry_away RENAME TO ledger_entry",
                table -> "DELETE FROM " + table.here() + "; INSERT INTO " + table.here() + " TABLE " + table.in(keep));
    }

    /** In one transaction; a table that a fault renamed takes its name back first. */
    private void change(String first, Function<Table, String> statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(first);
            for (Table table : tables) {
                statement.execute(statements.apply(table));
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw broken(failed);
        }
    }

    private static IllegalStateException broken(SQLException failed) {
        return new IllegalStateException("a case's database can't be put back: " + failed.getMessage(), failed);
    }

    @Override
    public void close() {
        pool.close();
    }
}

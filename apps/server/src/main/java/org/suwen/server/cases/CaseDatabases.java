package org.suwen.server.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.server.wiring.Database;
import org.suwen.vault.postgres.VaultSchema;

/** One temporary PostgreSQL server; each case works on a database of its own, copied from one that is prepared. */
final class CaseDatabases implements AutoCloseable {

    private static final String EMPTY = "case_empty";

    private final Database server = Database.temporary();
    private final AtomicInteger numbers = new AtomicInteger();

    CaseDatabases() {
        create(EMPTY, "template1");
        try (HikariDataSource source = server.beside(EMPTY);
                Connection connection = source.getConnection()) {
            VaultSchema.create(connection);
            LedgerSchema.create(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the schema of the cases can't be made: " + failed.getMessage(), failed);
        }
    }

    /** A database with the schema and nothing in it. */
    String fresh() {
        return copy(EMPTY);
    }

    /** A copy of a database nobody is connected to. */
    String copy(String prepared) {
        String name = "case_" + numbers.incrementAndGet();
        create(name, prepared);
        return name;
    }

    /** Connections to a database. */
    HikariDataSource open(String name) {
        return server.beside(name);
    }

    /** Removes a database nobody is connected to. */
    void drop(String name) {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private synchronized void create(String name, String template) {
        execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    }

    private void execute(String sql) {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("a database for cases can't be made: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package org.suwen.server.cases;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.server.wiring.Database;
import org.suwen.vault.postgres.VaultSchema;

/** One temporary PostgreSQL server with a few databases, copied from one that is prepared; each serves many cases. */
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
            CasePlace.prepare(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the schema of the cases can't be made: " + failed.getMessage(), failed);
        }
    }

    /** A place of its own with the schema and nothing in it. */
    CasePlace place() {
        String name = "case_" + numbers.incrementAndGet();
        create(name, EMPTY);
        return new CasePlace(() -> server.beside(name));
    }

    private synchronized void create(String name, String template) {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException failed) {
            throw new IllegalStateException("a database for cases can't be made: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package org.suwen.vault.postgres;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.suwen.vault.VaultUnavailableException;

/** Runs work in a transaction, or a single statement, on a connection from the given source. */
final class Transactions {
    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work of several statements: committed when it returns, rolled back when it throws. */
    @CanIgnoreReturnValue
    <T> T all(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            } finally {
                restore(connection);
            }
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    /** Work of one statement. */
    @CanIgnoreReturnValue
    <T> T one(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            return work.on(connection);
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    private static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }

    private static VaultUnavailableException unavailable(String what, SQLException e) {
        return new VaultUnavailableException(
                "the database did not `" + what + "` (state `" + e.getSQLState() + "`)", e);
    }
}

package org.suwen.server.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** Says in the database that a backup was restored and what came after it has not been brought up to date yet. */
final class RestoredMark {

    private final DataSource source;

    RestoredMark(DataSource source) {
        this.source = source;
    }

    /** From which entry on the ledger holds what the backup does not, and whether the directory is the backup's. */
    record Since(long ledgerSize, boolean directory) {}

    Optional<Since> read() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ledger_size, directory FROM vault.restored")) {
            return row.next() ? Optional.of(new Since(row.getLong(1), row.getBoolean(2))) : Optional.empty();
        } catch (SQLException failed) {
            throw new BackupException("it can't be told whether a backup was restored", failed);
        }
    }

    void clear() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            int unused = statement.executeUpdate("DELETE FROM vault.restored");
        } catch (SQLException failed) {
            throw new BackupException("the mark of a restore can't be removed", failed);
        }
    }
}

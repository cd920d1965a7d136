package org.suwen.server.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.LedgerUnavailableException;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.health.HealthApi.Trouble;

/**
 * Finds out whether the server can do its work.
 *
 * <p>After an entry could not be made, the check itself tries to make one, which says that the ledger goes on; so health
 * turns good again without a caller having to be refused first.
 */
final class HealthCheck implements Supplier<Optional<Trouble>> {

    private static final String DISK_FULL = "53100"; // SQLSTATE disk_full
    private static final int PATIENCE_SECONDS = 2;

    private final Database database;
    private final Suwen suwen;

    HealthCheck(Database database, Suwen suwen) {
        this.database = database;
        this.suwen = suwen;
    }

    @Override
    public Optional<Trouble> get() {
        Optional<Trouble> unreachable = database.trouble().or(this::query).map(HealthCheck::database);
        return unreachable.isPresent() ? unreachable : entries().map(HealthCheck::ledger);
    }

    private Optional<String> query() {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.isValid(PATIENCE_SECONDS) ? Optional.empty() : Optional.of("the connection is not valid");
        } catch (SQLException failed) {
            return Optional.of("no connection (" + failed.getSQLState() + ")");
        }
    }

    private Optional<String> entries() {
        Optional<String> stopped = suwen.core().ledger().status().trouble();
        if (stopped.isPresent() || suwen.services().journal().trouble().isEmpty()) {
            return stopped;
        }
        try {
            AccountPart account = AccountPart.of(
                    suwen.core().opening().clock().instant(),
                    Caller.of("suwen", "SYSTEM", "", ""),
                    new Act("ledger.resume", "OPERATIONS", new byte[0], ""),
                    Verdict.of(Outcome.DONE),
                    Optional.empty());
            var unused = suwen.services()
                    .journal()
                    .institutional(EntryType.SYSTEM, suwen.services().asks().newId(), account);
            return Optional.empty();
        } catch (LedgerUnavailableException still) {
            return Optional.of(String.valueOf(still.getMessage()));
        }
    }

    private static Trouble database(String why) {
        return new Trouble(
                "DATABASE",
                "数据库不可用，服务暂停，恢复后自动继续",
                "the database can't be used (" + why + "); service goes on by itself once it can");
    }

    private static Trouble ledger(String why) {
        return why.contains(DISK_FULL)
                ? new Trouble(
                        "DISK_FULL",
                        "数据库磁盘已满，无法写入台账，服务暂停；腾出空间后自动继续",
                        "the disk of the database is full, so no entry can be made and nothing is released; make room and"
                                + " service goes on by itself")
                : new Trouble(
                        "LEDGER",
                        "无法写入操作台账，服务暂停",
                        "no entry can be made in the ledger, so nothing is released: " + why);
    }
}

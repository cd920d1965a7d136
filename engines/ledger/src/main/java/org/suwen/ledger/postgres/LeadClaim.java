package org.suwen.ledger.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.suwen.ledger.store.Claim;
import org.suwen.ledger.store.StoreException;
import org.suwen.ledger.store.StoreException.Kind;

/** Takes the lead: a session whose settings are durable, its advisory lock, and an epoch. */
final class LeadClaim {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    /** "suwe" in ASCII: the high half of the lock's key; the low half is the state table, so each schema has its own. */
    static final int LOCK_CLASS = 0x73757765;

    private static final String LOCK =
            "SELECT pg_try_advisory_lock((" + LOCK_CLASS + "::bigint << 32) | 'ledger_state'::regclass::oid::bigint)";

    private LeadClaim() {}

    interface Taken {
        PostgresLead lead(Connection connection, long epoch) throws SQLException;
    }

    /** Tries until the lead is taken, the wait is over, or there is no hope. */
    static PostgresLead take(DataSource source, Claim claim, Taken taken) {
        long deadline = System.nanoTime() + claim.within().toNanos();
        boolean forced = false;
        while (true) {
            StoreException failure;
            try {
                return tryTake(source, claim, taken);
            } catch (StoreException e) {
                failure = e;
            }
            boolean over = System.nanoTime() - deadline >= 0;
            boolean busy = failure.kind() == Kind.BUSY;
            if (busy && over && claim.force() && !forced) {
                pushOut(source, claim);
                forced = true;
                deadline = System.nanoTime() + claim.within().toNanos();
            } else if (over || (!busy && failure.kind() != Kind.LOST)) {
                throw failure;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private static PostgresLead tryTake(DataSource source, Claim claim, Taken taken) {
        Connection connection = null;
        try {
            connection = source.getConnection();
            prepare(connection, claim);
            if (!lock(connection)) {
                if (claim.epoch().isPresent()) {
                    epoch(connection, claim); // fenced rather than busy, when the other one leads by a newer epoch
                }
                throw new StoreException(Kind.BUSY, "another sequencer holds the ledger");
            }
            PostgresLead lead = taken.lead(connection, epoch(connection, claim));
            connection = null;
            return lead;
        } catch (SQLException e) {
            throw Sql.failure(e);
        } finally {
            if (connection != null) {
                release(connection);
            }
        }
    }

    private static void prepare(Connection connection, Claim claim) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, (int) claim.commitWithin().toMillis());
        if (setting(connection, "fsync").equals("off")) {
            throw new StoreException(Kind.REFUSED, "the database runs with fsync off, so nothing in it is durable");
        }
        if (setting(connection, "synchronous_commit").equals("off")) {
            execute(connection, "SET synchronous_commit = on");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The epoch to write under: the one already held if it is still the newest, else the next. */
    private static long epoch(Connection connection, Claim claim) throws SQLException {
        boolean again = claim.epoch().isPresent();
        String sql = again
                ? "SELECT epoch, origin FROM ledger_state"
                : "UPDATE ledger_state SET epoch = epoch + 1, origin = CASE origin WHEN '' THEN ? ELSE origin END,"
                        + " address = ?"
                        + " RETURNING epoch, origin";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (!again) {
                statement.setString(1, claim.origin());
                statement.setString(2, claim.address());
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException(Kind.DAMAGED, "the ledger's state row is missing");
                }
                long epoch = row.getLong(1);
                if (again && epoch != claim.epoch().getAsLong()) {
                    throw new StoreException(Kind.FENCED, "another sequencer leads since epoch `" + epoch + "`");
                }
                if (!row.getString(2).equals(claim.origin())) {
                    throw new StoreException(Kind.REFUSED, "the database holds the ledger `" + row.getString(2) + "`");
                }
                return epoch;
            }
        }
    }

    /** Fences the live writer off by a new epoch and ends its session, which frees the lock. */
    private static void pushOut(DataSource source, Claim claim) {
        try (Connection connection = source.getConnection()) {
            connection.setNetworkTimeout(
                    Runnable::run, (int) claim.commitWithin().toMillis());
            endHolder(connection); // first, since a commit that hangs holds the state row
            execute(connection, "UPDATE ledger_state SET epoch = epoch + 1");
            endHolder(connection); // it may have come back under its old epoch
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    private static void endHolder(Connection connection) throws SQLException {
        execute(
                connection,
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND classid = " + LOCK_CLASS
                        + " AND objid = 'ledger_state'::regclass::oid AND objsubid = 1");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the lock back; a connection that can't do that is broken, and so is its session. */
    static void release(Connection connection) {
        try (connection) {
            execute(connection, "SELECT pg_advisory_unlock_all()");
        } catch (SQLException e) {
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("the driver can't abort a connection", e);
        }
    }
}

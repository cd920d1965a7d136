package org.suwen.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The ledger's tables.
 *
 * <p>In clear there are opaque ids, tokens, hashes, numbers and signed checkpoints only (D8). An owner role creates
 * them; the server's role gets {@link #GRANTS} and can neither change nor delete an entry.
 */
public final class LedgerSchema {
    private static final String[] TABLES = {
        """
        CREATE TABLE IF NOT EXISTS ledger_state (
            one boolean PRIMARY KEY DEFAULT true CHECK (one),
            origin text NOT NULL DEFAULT '',
            epoch bigint NOT NULL DEFAULT 0,
            size bigint NOT NULL DEFAULT 0,
            root bytea NOT NULL DEFAULT sha256(''),
            range bytea NOT NULL DEFAULT '')""",
        "ALTER TABLE ledger_state ADD COLUMN IF NOT EXISTS address text NOT NULL DEFAULT ''",
        "ALTER TABLE ledger_state ADD COLUMN IF NOT EXISTS beat bigint NOT NULL DEFAULT 0",
        "INSERT INTO ledger_state DEFAULT VALUES ON CONFLICT DO NOTHING",
        """
        CREATE TABLE IF NOT EXISTS ledger_entry (
            index bigint PRIMARY KEY CHECK (index >= 0),
            request uuid NOT NULL UNIQUE,
            leaf bytea NOT NULL,
            bytes bytea NOT NULL)""",
        "ALTER TABLE ledger_entry ALTER COLUMN bytes SET STORAGE EXTERNAL",
        """
        CREATE TABLE IF NOT EXISTS ledger_tile (
            level smallint NOT NULL,
            index bigint NOT NULL,
            hashes bytea NOT NULL,
            PRIMARY KEY (level, index))""",
        "ALTER TABLE ledger_tile ALTER COLUMN hashes SET STORAGE EXTERNAL",
        """
        CREATE TABLE IF NOT EXISTS ledger_checkpoint (
            size bigint PRIMARY KEY,
            note text NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS ledger_subject (
            subject uuid PRIMARY KEY,
            version bigint NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS ledger_token (
            token bytea PRIMARY KEY,
            entry bigint NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS ledger_token_run (
            level smallint NOT NULL,
            block bigint NOT NULL,
            chunk integer NOT NULL,
            tokens bytea NOT NULL,
            root bytea NOT NULL,
            PRIMARY KEY (level, block, chunk))""",
        "ALTER TABLE ledger_token_run ALTER COLUMN tokens SET STORAGE EXTERNAL",
        """
        CREATE TABLE IF NOT EXISTS ledger_token_map (
            size bigint PRIMARY KEY,
            entry bigint NOT NULL)""",
    };

    /**
     * What the server's role may do; {@code %s} stands for its name. UPDATE only on the two tables that hold the present
     * state, DELETE nowhere.
     */
    public static final String GRANTS = """
            GRANT SELECT, INSERT ON ledger_entry, ledger_tile, ledger_checkpoint, ledger_token,
                ledger_token_run, ledger_token_map TO %1$s;
            GRANT SELECT, INSERT, UPDATE ON ledger_subject TO %1$s;
            GRANT SELECT, UPDATE ON ledger_state TO %1$s""";

    private LedgerSchema() {}

    /** Creates what is missing, in one transaction. To be called by the owner role. */
    public static void create(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LeadClaim.LOCK_CLASS + ", 0)"); // not twice at once
            for (String table : TABLES) {
                statement.execute(table);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }
}

package org.suwen.server.wiring;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.vault.postgres.VaultSchema;

/**
 * Parts the owner of the tables from the role the server works as: the latter can neither change nor delete a ledger
 * entry (D14, AUD-04).
 */
final class Roles {

    /** The role the server works as. */
    static final String SERVER = "suwen_server";

    private static final List<String> VAULT_SCHEMAS = List.of("vault", "vault_keys", "vault_index");

    private Roles() {}

    /** Makes tables and the server's role, as their owner; gives the role's password, which is new at each start. */
    static String prepare(DataSource owner, SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            createTables(connection);
            if (!exists(statement)) {
                statement.execute("CREATE ROLE " + SERVER + " LOGIN");
            }
            statement.execute("ALTER ROLE " + SERVER + " PASSWORD '" + password + "'");
            statement.execute("REVOKE TEMPORARY ON DATABASE " + connection.getCatalog() + " FROM PUBLIC");
            statement.execute(LedgerSchema.GRANTS.formatted(SERVER));
            for (String schema : VAULT_SCHEMAS) {
                statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + SERVER);
                statement.execute(
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + SERVER);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the database can't be prepared: " + failed.getMessage(), failed);
        }
        return password;
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + SERVER + "'")) {
            return rows.next();
        }
    }

    /** Makes the tables if {@code source} connects as somebody who may. */
    static void createTablesIfOwner(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean owner;
            try (ResultSet rows =
                    statement.executeQuery("SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')")) {
                rows.next();
                owner = rows.getBoolean(1);
            }
            if (owner) {
                createTables(connection);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the database can't be prepared: " + failed.getMessage(), failed);
        }
    }

    /** Makes what is missing, as the tables' owner. */
    static void createTables(Connection connection) throws SQLException {
        VaultSchema.create(connection);
        LedgerSchema.create(connection);
    }
}

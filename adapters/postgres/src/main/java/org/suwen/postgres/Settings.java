package org.suwen.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.postgres.EmbeddedPostgresException.Code;

/** The server's settings: what we ask for, and what must be true of a running server before anyone gets it (D14). */
final class Settings {
    /** What durability (I11) and secrecy at rest (I4, D8) rest on. */
    private static final Map<String, String> VITAL = vital();

    private Settings() {}

    private static Map<String, String> vital() {
        Map<String, String> vital = new LinkedHashMap<>();
        vital.put("fsync", "on");
        vital.put("synchronous_commit", "on");
        vital.put("full_page_writes", "on");
        vital.put("data_checksums", "on");
        vital.put("ignore_checksum_failure", "off");
        vital.put("zero_damaged_pages", "off");
        vital.put("password_encryption", "scram-sha-256");
        vital.put("listen_addresses", "127.0.0.1");
        vital.put("unix_socket_directories", "");
        vital.put("server_encoding", "UTF8");
        vital.put("log_statement", "none");
        vital.put("log_min_error_statement", "panic");
        vital.put("log_min_duration_statement", "-1");
        vital.put("log_error_verbosity", "terse");
        vital.put("log_parameter_max_length_on_error", "0");
        return vital;
    }

    /** Returns the configuration: the vital settings and sizes that suit a laptop with two cores. */
    static Map<String, String> wanted(int port) {
        Map<String, String> wanted = new LinkedHashMap<>(VITAL);
        // fixed when the cluster is made, not settable
        wanted.remove("data_checksums");
        wanted.remove("server_encoding");
        wanted.put("port", Integer.toString(port));
        wanted.put("max_connections", "100");
        wanted.put("shared_buffers", "128MB");
        wanted.put("wal_compression", "on");
        wanted.put("jit", "off");
        wanted.put("io_method", "sync");
        wanted.put("log_parameter_max_length", "0");
        wanted.put("log_timezone", "UTC");
        wanted.put("timezone", "UTC");
        wanted.put("lc_messages", "C");
        return wanted;
    }

    /** Asks the server for its settings and refuses it where they differ. */
    static void verify(Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : VITAL.entrySet()) {
                String found = one(statement, "SHOW " + setting.getKey());
                if (!found.equals(setting.getValue())) {
                    wrong.add("`" + setting.getKey() + "` is `" + found + "`, not `" + setting.getValue() + "`");
                }
            }
            String open = one(
                    statement,
                    "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method IS DISTINCT FROM 'scram-sha-256'");
            if (!open.equals("0")) {
                wrong.add("`pg_hba.conf` lets someone in without a password");
            }
        }
        if (!wrong.isEmpty()) {
            throw new EmbeddedPostgresException(
                    Code.SETTINGS,
                    "the database server is refused, since " + String.join(" and ", wrong)
                            + "; undo what `ALTER SYSTEM`, `ALTER ROLE` or `ALTER DATABASE` changed");
        }
    }

    static String one(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}

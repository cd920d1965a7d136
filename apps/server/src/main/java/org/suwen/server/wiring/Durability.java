package org.suwen.server.wiring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** Refuses a database that would acknowledge a commit before it is safe on disk (D14, D30, I11). */
final class Durability {

    private static final Map<String, String> REQUIRED =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    private Durability() {}

    static void check(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> each : REQUIRED.entrySet()) {
                try (ResultSet rows = statement.executeQuery("show " + each.getKey())) {
                    rows.next();
                    String found = rows.getString(1);
                    boolean stronger = each.getKey().equals("synchronous_commit") && found.startsWith("remote_");
                    if (!found.equals(each.getValue()) && !stronger) {
                        throw new IllegalStateException("the database has `" + each.getKey() + "` = `" + found
                                + "`; set it to `" + each.getValue() + "`, or acknowledged data may be lost");
                    }
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "the database can't be asked for its settings: " + failed.getMessage(), failed);
        }
    }
}

package org.suwen.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.suwen.postgres.EmbeddedPostgres;

/**
 * The owner's connection to a server's database for a command beside the server: the running one's, an embedded one started
 * for the command, or the hospital's own.
 */
public final class OwnerAccess implements AutoCloseable {

    private final Connection connection;
    private final Optional<EmbeddedPostgres> started;

    private OwnerAccess(Connection connection, Optional<EmbeddedPostgres> started) {
        this.connection = connection;
        this.started = started;
    }

    /**
     * Opens the database of a data folder with its key folder, or the one of {@code SUWEN_DATABASE_URL}.
     *
     * @param alone whether no server may be running on it
     * @throws IllegalStateException saying what is wrong and what to do
     */
    public static OwnerAccess open(Path data, Path keys, boolean alone) {
        String url = Optional.ofNullable(System.getenv("SUWEN_DATABASE_URL")).orElse("");
        try {
            if (!url.isEmpty()) {
                return prepared(Database.outside(url).dataSource().getConnection(), Optional.empty());
            }
            Optional<Connection> running = running(data, keys);
            if (running.isPresent() && alone) {
                running.get().close();
                throw new IllegalStateException("a server is running on `" + data
                        + "`: stop it first, since what it serves would change under it");
            }
            if (running.isPresent()) {
                return new OwnerAccess(running.get(), Optional.empty());
            }
            EmbeddedPostgres server = EmbeddedPostgres.start(data.resolve("postgres"), keys);
            return prepared(server.dataSource().getConnection(), Optional.of(server));
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("the database can't be reached: " + failed.getMessage(), failed);
        }
    }

    private static OwnerAccess prepared(Connection connection, Optional<EmbeddedPostgres> server) throws SQLException {
        Roles.createTables(connection);
        return new OwnerAccess(connection, server);
    }

    private static Optional<Connection> running(Path data, Path keys) throws IOException {
        Path pid = data.resolve("postgres/postgres/postmaster.pid");
        Path password = keys.resolve("postgres.password");
        if (!Files.exists(pid) || !Files.exists(password)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pid);
        String url = "jdbc:postgresql://127.0.0.1:"
                + (lines.size() > 3 ? lines.get(3).strip() : "0") + "/postgres";
        try {
            return Optional.of(DriverManager.getConnection(
                    url, "suwen", Files.readString(password).strip()));
        } catch (SQLException notRunning) {
            return Optional.empty();
        }
    }

    /** The owner's connection. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        started.ifPresent(EmbeddedPostgres::close);
    }
}

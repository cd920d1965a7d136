package org.suwen.server.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.suwen.postgres.EmbeddedPostgres;

/**
 * The one PostgreSQL the server works on: the embedded one under our supervision, or the hospital's own.
 *
 * <p>Durability settings are asserted at start for both (D14); a server that acknowledges before its data is safe is
 * refused.
 */
public final class Database implements AutoCloseable {

    private static final int POOL = 24;
    private static final int SMALL_POOL = 6;

    private final Optional<EmbeddedPostgres> embedded;
    private final Optional<DatabaseWatch> watch;
    private final HikariDataSource pool;

    private Database(Optional<EmbeddedPostgres> embedded, Optional<DatabaseWatch> watch, HikariDataSource pool) {
        this.embedded = embedded;
        this.watch = watch;
        this.pool = pool;
    }

    /** Starts or adopts the embedded server in {@code dataFolder}; its password is kept in {@code secretsFolder}. */
    public static Database embedded(Path dataFolder, Path secretsFolder) {
        EmbeddedPostgres server = EmbeddedPostgres.start(dataFolder, secretsFolder);
        try {
            String password = Roles.prepare(server.dataSource(), new SecureRandom());
            HikariDataSource pool = durable(pool(server.jdbcUrl(), Roles.SERVER, password, POOL));
            return new Database(Optional.of(server), Optional.of(new DatabaseWatch(server, dataFolder)), pool);
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** An embedded server that is gone when closed, for cases and tests; its connections are its owner's. */
    public static Database temporary() {
        EmbeddedPostgres server = EmbeddedPostgres.temporary();
        return new Database(
                Optional.of(server), Optional.empty(), pool(server.jdbcUrl(), server.user(), server.password(), POOL));
    }

    /**
     * The hospital's own server.
     *
     * @param url {@code postgres://user:password@host:port/database}, or a {@code jdbc:postgresql:} address
     */
    public static Database outside(String url) {
        if (url.startsWith("jdbc:")) {
            return new Database(Optional.empty(), Optional.empty(), durable(pool(url, "", "", POOL)));
        }
        URI address = URI.create(url);
        String[] who = Optional.ofNullable(address.getUserInfo()).orElse("").split(":", 2);
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + port + address.getPath();
        HikariDataSource pool = pool(jdbc, who[0], who.length > 1 ? who[1] : "", POOL);
        return new Database(Optional.empty(), Optional.empty(), durable(pool));
    }

    /** The settings as the very role of the pool has them: a role or database may have its own. */
    private static HikariDataSource durable(HikariDataSource pool) {
        try {
            Durability.check(pool);
            return pool;
        } catch (RuntimeException refused) {
            pool.close();
            throw refused;
        }
    }

    /** The address of the hospital's own server, empty when the embedded one is used. */
    static String url(Environment environment) {
        return environment.getProperty("SUWEN_DATABASE_URL", environment.getProperty("suwen.database-url", ""));
    }

    /** The pool of connections. */
    public DataSource dataSource() {
        return pool;
    }

    /** A small pool on another database of the same server. */
    public HikariDataSource beside(String database) {
        if (!database.matches("[a-z][a-z0-9_]{0,40}")) {
            throw new IllegalArgumentException("a database is named like `case_17`, not `" + database + "`");
        }
        String url = pool.getJdbcUrl();
        String other = url.substring(0, url.lastIndexOf('/') + 1) + database;
        return pool(other, pool.getUsername(), pool.getPassword(), SMALL_POOL);
    }

    /** The database as its owner: the embedded server's, else whoever the hospital lets the server work as. */
    DataSource owner() {
        return embedded.map(EmbeddedPostgres::dataSource).orElse(pool);
    }

    /** A small pool of the owner's on another database of the same server. */
    HikariDataSource ownedBeside(String database) {
        if (embedded.isEmpty()) {
            return beside(database);
        }
        EmbeddedPostgres server = embedded.get();
        String url = server.jdbcUrl();
        return pool(
                url.substring(0, url.lastIndexOf('/') + 1) + database, server.user(), server.password(), SMALL_POOL);
    }

    /** Why the embedded server does not run, if so. */
    Optional<String> trouble() {
        return watch.flatMap(DatabaseWatch::trouble);
    }

    /** Whether the embedded server's disk is known to be full. */
    boolean isFull() {
        return watch.map(DatabaseWatch::isFull).orElse(false);
    }

    /** The embedded server, for fault tests. */
    public Optional<EmbeddedPostgres> server() {
        return embedded;
    }

    private static HikariDataSource pool(String url, String user, String password, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        if (size == SMALL_POOL) {
            config.setMinimumIdle(1);
        }
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(5_000);
        config.setPoolName("suwen");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        watch.ifPresent(DatabaseWatch::close);
        pool.close();
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}

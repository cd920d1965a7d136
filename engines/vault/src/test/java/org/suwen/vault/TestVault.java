package org.suwen.vault;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.suwen.postgres.EmbeddedPostgres;
import org.suwen.vault.postgres.PostgresVaultStore;
import org.suwen.vault.postgres.VaultSchema;

/** A vault in a new database of one server that all tests of this process share. */
final class TestVault implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicLong ENTRIES = new AtomicLong();

    final ConnectionPool pool;
    final SecureRandom random = new SecureRandom();
    final KeySource source;
    final Vault vault;

    private TestVault(ConnectionPool pool) {
        this.pool = pool;
        this.source = new MemoryKeySource(random);
        this.vault = reopened(source);
    }

    static TestVault fresh() {
        return new TestVault(freshDatabase());
    }

    static ConnectionPool freshDatabase() {
        EmbeddedPostgres server = Server.RUNNING;
        String name = "vault" + DATABASES.incrementAndGet();
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
        ConnectionPool pool = new ConnectionPool(url, server.user(), server.password());
        pool.change(VaultSchema::create);
        return pool;
    }

    /** Another node's vault over the same tables. */
    Vault reopened(KeySource with) {
        return Vault.open(PostgresVaultStore.open(pool), with, new VaultOptions(random, CLOCK));
    }

    /** Writes under an entry index of its own. */
    void write(List<Put> puts) {
        vault.write(ENTRIES.incrementAndGet(), puts);
    }

    void write(Put... puts) {
        write(List.of(puts));
    }

    /** All rows of a listing, page by page. */
    static List<Sealed> all(Vault vault, PatientId patient, int pageSize) {
        List<Sealed> rows = new ArrayList<>();
        var classes =
                vault.classes(patient).stream().map(ClassEntry::token).collect(java.util.stream.Collectors.toSet());
        Cursor cursor = Cursor.start();
        while (true) {
            Page page = vault.list(patient, java.util.Optional.empty(), classes, cursor, pageSize);
            rows.addAll(page.rows());
            if (page.next().isEmpty()) {
                return rows;
            }
            cursor = page.next().get();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = EmbeddedPostgres.temporary();
    }
}

package org.suwen.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.ledger.postgres.PostgresLedgerStore;
import org.suwen.postgres.EmbeddedPostgres;

/** A ledger in a schema of its own on a real PostgreSQL that all tests of this process share. */
public final class TestLedger implements AutoCloseable {
    public static final String ORIGIN = "hospital.example/ledger";
    /** The system property by which a child process gets its parent's key. */
    public static final String KEY_PROPERTY = "suwen.test.key";

    private static final KeyPair PAIR = pair();
    public static final Ed25519Signer SIGNER = new Ed25519Signer(ORIGIN, PAIR);

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final byte[] NOTHING = {};

    private final EmbeddedPostgres server;
    private final String url;
    private final HikariDataSource pool;

    private TestLedger(EmbeddedPostgres server, String url) {
        this.server = server;
        this.url = url;
        this.pool = pool(url, server.user(), server.password());
    }

    private static KeyPair pair() {
        String given = System.getProperty(KEY_PROPERTY, "");
        if (given.isEmpty()) {
            return Ed25519Signer.generate(new SecureRandom());
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            String[] halves = given.split(":");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(halves[0]))),
                    factory.generatePrivate(
                            new PKCS8EncodedKeySpec(HexFormat.of().parseHex(halves[1]))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of this process, for {@link #KEY_PROPERTY} of a child. */
    public static String key() {
        HexFormat hex = HexFormat.of();
        return hex.formatHex(PAIR.getPublic().getEncoded()) + ":"
                + hex.formatHex(PAIR.getPrivate().getEncoded());
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = EmbeddedPostgres.temporary();
    }

    /** A fresh, empty ledger on the shared server. */
    public static TestLedger create() {
        return create(Shared.SERVER);
    }

    public static TestLedger create(EmbeddedPostgres server) {
        String schema = "ledger_" + SCHEMAS.incrementAndGet();
        TestLedger created = new TestLedger(server, server.jdbcUrl() + "?currentSchema=" + schema);
        created.execute("CREATE SCHEMA " + schema);
        try (Connection connection = created.source().getConnection()) {
            LedgerSchema.create(connection);
            LedgerSchema.create(connection); // harmless twice
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return created;
    }

    /** A pool as a server would have. */
    public static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(8);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(5000);
        return new HikariDataSource(config);
    }

    public EmbeddedPostgres server() {
        return server;
    }

    public String url() {
        return url;
    }

    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    public LedgerConfig config() {
        return config(source());
    }

    public static LedgerConfig config(DataSource source) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
        return LedgerConfig.of(
                        ORIGIN,
                        new PostgresLedgerStore(source),
                        SIGNER,
                        TestKeys.audit(),
                        new LedgerConfig.Rim(clock, new SecureRandom()))
                .withLimits(limits(Duration.ofSeconds(20)));
    }

    /** Limits for a busy test machine. */
    public static LedgerLimits limits(Duration patience) {
        return new LedgerLimits(4096, 1024, patience, patience, patience, Duration.ofMillis(200), 10_000);
    }

    public Ledger open() {
        return Ledger.open(config());
    }

    /** Runs SQL behind the ledger's back. */
    public void execute(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long ask(String sql) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] account() {
        return AccountPart.of(
                        Instant.parse("2026-11-22T08:00:00Z"),
                        Caller.of("9c1dbe6b-1111-4222-8333-444455556666", "DOCTOR", "hospital-1", "10.20.30.41"),
                        Act.of("READ", "TREATMENT"),
                        new Verdict(Outcome.PERMIT, "RESPONSIBLE", List.of(), List.of("DOC-04"), ""),
                        Optional.empty())
                .encode();
    }

    /** A sign-in, which is about no patient. */
    public static Draft plain(UUID request) {
        return new Draft(EntryType.SIGN_IN, request, account(), NOTHING, Optional.empty());
    }

    public static Draft read(UUID patient, long version) {
        return about(
                EntryType.READ, UUID.randomUUID(), new Subject(patient, version, Guard.RELEASE, TestKeys.of(patient)));
    }

    public static Draft change(UUID patient, long version) {
        return about(
                EntryType.CONSENT,
                UUID.randomUUID(),
                new Subject(patient, version, Guard.CHANGE, TestKeys.of(patient)));
    }

    public static Draft about(EntryType type, UUID request, Subject subject) {
        byte[] content = ("version " + subject.consentVersion()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return new Draft(type, request, account(), content, Optional.of(subject));
    }
}

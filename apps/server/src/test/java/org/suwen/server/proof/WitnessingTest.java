package org.suwen.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.ledger.AuditKeys;
import org.suwen.ledger.Checkpoint;
import org.suwen.ledger.Draft;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.Ledger;
import org.suwen.ledger.LedgerConfig;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.Cosignature;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.ledger.postgres.PostgresLedgerStore;
import org.suwen.ledger.witness.FolderWitnessStore;
import org.suwen.ledger.witness.Policy;
import org.suwen.ledger.witness.Witness;
import org.suwen.postgres.EmbeddedPostgres;

/** A ledger, its witnesses over HTTP, and a second ledger that pretends to be the first. */
class WitnessingTest {
    private static final String ORIGIN = "hospital.example/ledger";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair PAIR = Ed25519Signer.generate(RANDOM);

    private final EmbeddedPostgres database = EmbeddedPostgres.temporary();
    private final Ed25519Signer log = new Ed25519Signer(ORIGIN, PAIR);
    private final CheckpointSigner key =
            Cosignature.signer("witness.example/a", Ed25519Signer.generate(RANDOM), InstantSource.system());

    private final List<HikariDataSource> sources = new ArrayList<>();

    @TempDir
    Path folder;

    private HttpServer witness;

    @BeforeEach
    void start() throws IOException {
        witness = serve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() {
        witness.stop(0);
        sources.forEach(HikariDataSource::close);
        database.close();
    }

    private HttpServer serve(InetSocketAddress address) throws IOException {
        var protocol = new Witness(Map.of(ORIGIN, List.of(log.verifier())), key, new FolderWitnessStore(folder));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/add-checkpoint", exchange -> {
            Witness.Answer answer =
                    protocol.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Policy policy() {
        String url = "http://127.0.0.1:" + witness.getAddress().getPort();
        return Policy.parse(
                "log " + log.verifier() + "\nwitness A " + key.verifier() + " " + url + "\nquorum A\n",
                Optional.empty());
    }

    private Ledger ledger(String schema) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        var source = new HikariDataSource();
        source.setJdbcUrl(database.jdbcUrl() + "?currentSchema=" + schema);
        source.setUsername(database.user());
        source.setPassword(database.password());
        source.setMaximumPoolSize(4);
        sources.add(source);
        try (Connection connection = source.getConnection()) {
            LedgerSchema.create(connection);
        }
        return Ledger.open(LedgerConfig.of(
                ORIGIN,
                new PostgresLedgerStore(source),
                log,
                new PlainKeys(),
                new LedgerConfig.Rim(InstantSource.system(), RANDOM)));
    }

    private record PlainKeys() implements AuditKeys {
        @Override
        public int current() {
            return 1;
        }

        @Override
        public byte[] seal(int keyId, byte[] plain, byte[] context) {
            return plain.clone();
        }

        @Override
        public byte[] open(int keyId, byte[] sealed, byte[] context) {
            return sealed.clone();
        }
    }

    private static void append(Ledger ledger, int count) {
        for (int i = 0; i < count; i++) {
            var unused = ledger.append(
                    new Draft(EntryType.SYSTEM, UUID.randomUUID(), new byte[16], new byte[0], Optional.empty()));
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come to pass within a minute");
            }
            Thread.onSpinWait();
        }
    }

    private static boolean covers(Witnessing witnessing, long size) {
        return witnessing.cosigned().map(Checkpoint::size).orElse(0L) >= size;
    }

    @Test
    void checkpointsAreCosignedAsTheLedgerGrowsAndAfterTheWitnessWasAway() throws Exception {
        try (Ledger ledger = ledger("one");
                var witnessing = new Witnessing(ledger, policy(), Duration.ofMillis(100))) {
            append(ledger, 5);
            await(() -> covers(witnessing, 5));
            witness.stop(0);
            append(ledger, 300);
            await(() -> witnessing.troubles().containsKey("A"));
            witness = serve(witness.getAddress());
            await(() -> covers(witnessing, 305));

            Checkpoint cosigned = witnessing.cosigned().orElseThrow();
            assertThat(policy().require(cosigned.note())).containsExactly("A");
            assertThat(Checkpoint.verified(cosigned.text(), ORIGIN, List.of(log.verifier()))
                            .size())
                    .isEqualTo(305);
            assertThat(witnessing.troubles()).isEmpty();
        }
    }

    @Test
    void aSecondLedgerUnderTheSameKeyIsNotCosignedAndBothViewsAreKept() throws Exception {
        try (Ledger ledger = ledger("one");
                var witnessing = new Witnessing(ledger, policy(), Duration.ofMillis(100))) {
            append(ledger, 5);
            await(() -> covers(witnessing, 5));
        }
        try (Ledger fork = ledger("two");
                var witnessing = new Witnessing(fork, policy(), Duration.ofMillis(100))) {
            append(fork, 9);
            await(() -> witnessing.troubles().getOrDefault("A", "").contains("422"));

            assertThat(covers(witnessing, 9)).isFalse();
            try (Stream<Path> forks = Files.list(folder.resolve("forks"))) {
                assertThat(forks).isNotEmpty();
            }
        }
    }
}

package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.suwen.ledger.LedgerTest.inParallel;
import static org.suwen.ledger.TestLedger.SIGNER;
import static org.suwen.ledger.TestLedger.plain;
import static org.suwen.ledger.TestLedger.read;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.LedgerUnavailableException.Reason;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.postgres.LedgerFsck;
import org.suwen.ledger.postgres.LedgerSchema;
import org.suwen.ledger.verify.Report.State;
import org.suwen.postgres.EmbeddedPostgres;

/** I1 and I11 when the database fails: no answer without a durable entry, and no answered entry lost. */
class FaultTest {
    private static final String LOCK_HOLDER =
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    + " AND objid = 'ledger_state'::regclass::oid";

    private final TestLedger database = TestLedger.create();

    @AfterEach
    void close() {
        database.close();
    }

    private static void assertSound(TestLedger database, Map<UUID, Long> acknowledged) {
        try (Ledger ledger = database.open()) {
            acknowledged.forEach((request, index) -> {
                assertThat(ledger.entry(index).orElseThrow().request()).isEqualTo(request);
                assertThat(ledger.indexOf(request)).contains(index);
            });
        }
        var report = new LedgerFsck(database.source(), List.of(SIGNER.verifier())).run(done -> {});
        assertThat(report.state()).as(report.text()).isEqualTo(State.VERIFIED);
    }

    /** Appends until it knows the index, as a caller does who must settle an unknown commit. */
    private static long settled(Ledger ledger, Draft draft) {
        while (true) {
            try {
                return ledger.append(draft).index();
            } catch (DuplicateRequestException e) {
                return e.index();
            } catch (LedgerUnavailableException e) {
                assertThat(e.reason()).isIn(Reason.LOST, Reason.LATE, Reason.BUSY);
            }
        }
    }

    private static Map<UUID, Long> load(Ledger ledger, int each, Runnable halfway) throws Exception {
        Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger appended = new AtomicInteger();
        UUID patient = UUID.randomUUID();
        inParallel(17, caller -> {
            if (caller == 0) {
                halfway.run();
                return;
            }
            for (int i = 0; i < each; i++) {
                Draft draft = i % 2 == 0 ? plain(UUID.randomUUID()) : read(patient, 0);
                acknowledged.put(draft.request(), settled(ledger, draft));
                appended.incrementAndGet();
            }
        });
        assertThat(acknowledged).hasSize(16 * each);
        assertThat(acknowledged.values()).doesNotHaveDuplicates();
        return acknowledged;
    }

    @Test
    void losesNothingWhenItsSessionIsKilledUnderLoad() throws Exception {
        Map<UUID, Long> acknowledged;
        try (Ledger ledger = database.open()) {
            acknowledged = load(ledger, 150, () -> {
                for (int kills = 0; kills < 8; kills++) {
                    long size = ledger.status().head().size();
                    database.execute(LOCK_HOLDER);
                    settled(ledger, plain(UUID.randomUUID())); // goes on again
                    assertThat(ledger.status().head().size()).isGreaterThan(size);
                }
            });
            assertThat(ledger.status().head().size()).isEqualTo(16 * 150 + 8);
        }
        assertSound(database, acknowledged);
    }

    @Test
    void losesNothingWhenTheServerCrashesUnderLoad() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.temporary();
                TestLedger crashing = TestLedger.create(server)) {
            Map<UUID, Long> acknowledged;
            try (Ledger ledger = crashing.open()) {
                acknowledged = load(ledger, 100, () -> {
                    settled(ledger, plain(UUID.randomUUID()));
                    server.kill();
                    server.restart();
                    settled(ledger, plain(UUID.randomUUID()));
                });
                assertThat(ledger.status().head().size()).isEqualTo(16 * 100 + 2);
            }
            assertSound(crashing, acknowledged);
        }
    }

    @Test
    void answersWithAnErrorAndStoresNothingWhenTheCommitFails() {
        database.execute("""
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
                CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON ledger_entry
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION full_disk()""");
        Draft draft = plain(UUID.randomUUID());

        try (Ledger ledger = database.open()) {
            assertThatThrownBy(() -> ledger.append(draft))
                    .isInstanceOfSatisfying(LedgerUnavailableException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                        assertThat(e.mayStand()).isFalse();
                    });
            assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isZero();

            database.execute("DROP TRIGGER full_disk ON ledger_entry");
            assertThat(ledger.append(draft).index()).isZero(); // the disk has room again
        }
    }

    @Test
    void appendsAsARoleThatMayNotChangeWhatItAppended() throws Exception {
        String schema = database.url().replaceAll(".*currentSchema=", "");
        String role = "app_of_" + schema;
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'only-for-this-test'; GRANT USAGE ON SCHEMA " + schema
                + " TO " + role + ";" + LedgerSchema.GRANTS.formatted(role));

        try (HikariDataSource source = TestLedger.pool(database.url(), role, "only-for-this-test");
                Ledger ledger = Ledger.open(TestLedger.config(source))) {
            UUID patient = UUID.randomUUID();
            ledger.append(TestLedger.change(patient, 1));
            ledger.append(read(patient, 1));

            assertThat(ledger.append(plain(UUID.randomUUID())).index()).isEqualTo(2);
            for (String table : List.of("entry", "tile", "checkpoint", "token", "subject", "state")) {
                assertDenied(source, "DELETE FROM ledger_" + table);
            }
            assertDenied(source, "UPDATE ledger_entry SET request = request");
            database.execute("REVOKE INSERT ON ledger_entry FROM " + role);
            assertThatThrownBy(() -> ledger.append(plain(UUID.randomUUID())))
                    .isInstanceOfSatisfying(LedgerUnavailableException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                        assertThat(e.mayStand()).isFalse();
                    });
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(3);
    }

    private static void assertDenied(HikariDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageContaining("permission denied");
        }
    }

    @Test
    void refusesADatabaseThatDoesNotKeepWhatItConfirms() {
        try {
            setFsync("off");

            assertThatThrownBy(database::open)
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("the database runs with fsync off");
        } finally {
            setFsync("on");
        }
        try (Ledger ledger = database.open()) {
            assertThat(ledger.append(plain(UUID.randomUUID())).index()).isZero();
        }
    }

    private void setFsync(String value) {
        database.execute("ALTER SYSTEM SET fsync = " + value);
        database.execute("SELECT pg_reload_conf()");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (database.ask("SELECT CASE current_setting('fsync') WHEN '" + value + "' THEN 1 ELSE 0 END") == 0) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void waitsNoLongerThanItsLimitWhenTheDatabaseHangs() throws Exception {
        LedgerLimits patient = database.config().limits();
        LedgerConfig hurried = database.config()
                .withLimits(new LedgerLimits(
                        8,
                        4,
                        Duration.ofMillis(300),
                        patient.commitWithin(),
                        patient.leadWithin(),
                        patient.checkpointEvery(),
                        100));
        Draft draft = plain(UUID.randomUUID());

        try (Ledger ledger = Ledger.open(hurried)) {
            try (Connection blocker = database.source().getConnection();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("SELECT * FROM ledger_state FOR UPDATE");

                assertUnavailable(ledger, draft, true); // it is in a commit whose end nobody knows
                assertUnavailable(ledger, plain(UUID.randomUUID()), false); // it is still in the queue
                blocker.rollback();
            }
            assertThat(settled(ledger, draft)).isZero();
            assertThat(settled(ledger, plain(UUID.randomUUID()))).isEqualTo(1);
        }
    }

    private static void assertUnavailable(Ledger ledger, Draft draft, boolean mayStand) {
        assertThatThrownBy(() -> ledger.append(draft)).isInstanceOfSatisfying(LedgerUnavailableException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.LATE);
            assertThat(e.mayStand()).isEqualTo(mayStand);
        });
    }

    @Test
    void fencesOffASequencerThatWasTakenOver() {
        LedgerLimits limits = database.config().limits();
        LedgerConfig other = database.config()
                .withLimits(new LedgerLimits(
                        8,
                        4,
                        limits.answerWithin(),
                        limits.commitWithin(),
                        Duration.ofMillis(200),
                        limits.checkpointEvery(),
                        100));

        try (Ledger first = database.open()) {
            first.append(plain(UUID.randomUUID()));
            assertThatThrownBy(() -> Ledger.open(other))
                    .isInstanceOfSatisfying(
                            LedgerUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
            assertThat(first.append(plain(UUID.randomUUID())).index()).isEqualTo(1);

            try (Ledger second = Ledger.open(database.config()
                    .withOpening(new LedgerConfig.Opening(true, Optional.empty(), false))
                    .withLimits(other.limits()))) {
                assertThat(second.append(plain(UUID.randomUUID())).index()).isEqualTo(2);
                assertFenced(first);
                assertFenced(first); // for good
                assertThat(second.append(plain(UUID.randomUUID())).index()).isEqualTo(3);
            }
            assertThat(first.status().trouble()).isPresent();
        }
        assertSound(database, Map.of());
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(4);
    }

    private static void assertFenced(Ledger ledger) {
        assertThatThrownBy(() -> ledger.append(plain(UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        LedgerUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FENCED));
    }

    @Test
    void storesNothingUnderAnOlderEpochEvenInTheSameSession() {
        try (Ledger ledger = database.open()) {
            ledger.append(plain(UUID.randomUUID()));
            database.execute("UPDATE ledger_state SET epoch = epoch + 1");

            assertFenced(ledger);
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(1);
    }

    @Test
    void stopsWhenTheDatabaseComesBackWithAnotherTree() throws Exception {
        try (Ledger ledger = database.open()) {
            ledger.append(plain(UUID.randomUUID()));
            ledger.append(plain(UUID.randomUUID()));
            database.execute("UPDATE ledger_state SET size = 1, root = (SELECT leaf FROM ledger_entry WHERE index = 0),"
                    + " range = (SELECT leaf FROM ledger_entry WHERE index = 0);"
                    + "DELETE FROM ledger_entry WHERE index = 1");
            database.execute(LOCK_HOLDER);

            assertThatThrownBy(() -> ledger.append(plain(UUID.randomUUID())))
                    .isInstanceOf(LedgerUnavailableException.class);
            // the caller hears before the sequencer has written down why it stopped
            long patience = System.nanoTime() + 10_000_000_000L;
            while (ledger.status().trouble().isEmpty() && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            assertThat(ledger.status().trouble().orElse("")).contains("is not the one of `2` known here");
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(1);
    }

    @Test
    void refusesWhileTheClockStandsBehindTheLastEntry() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(noon);
        LedgerConfig base = database.config();
        LedgerConfig config = new LedgerConfig(
                base.origin(),
                base.store(),
                base.signers(),
                base.auditKeys(),
                new LedgerConfig.Rim(now::get, base.rim().random()),
                base.limits(),
                base.opening(),
                base.peers());
        try (Ledger ledger = Ledger.open(config)) {
            ledger.append(at(now.get()));
            now.set(noon.minusSeconds(1));
            ledger.append(at(now.get())); // within what is tolerated

            now.set(noon.minus(Duration.ofDays(1)));
            assertClockRefused(ledger);
        }
        try (Ledger reopened = Ledger.open(config)) {
            assertClockRefused(reopened);

            now.set(noon.plusSeconds(1));
            assertThat(reopened.append(at(now.get())).index()).isEqualTo(2);
            assertThat(reopened.status().trouble()).isEmpty();
        }
        now.set(noon.minus(Duration.ofDays(1)));
        try (Ledger accepted =
                Ledger.open(config.withOpening(new LedgerConfig.Opening(false, Optional.empty(), true)))) {
            assertThat(accepted.append(at(now.get())).index()).isEqualTo(3);
        }
    }

    private static void assertClockRefused(Ledger ledger) {
        assertThatThrownBy(() -> ledger.append(plain(UUID.randomUUID())))
                .isInstanceOfSatisfying(LedgerUnavailableException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.CLOCK);
                    assertThat(e.mayStand()).isFalse();
                });
        assertThat(ledger.status().trouble().orElse("")).contains("set the clock right");
    }

    private static Draft at(Instant time) {
        AccountPart account = AccountPart.decode(TestLedger.account());
        byte[] bytes = AccountPart.of(time, account.caller(), account.act(), account.verdict(), Optional.empty())
                .encode();
        return new Draft(EntryType.SIGN_IN, UUID.randomUUID(), bytes, new byte[0], Optional.empty());
    }
}

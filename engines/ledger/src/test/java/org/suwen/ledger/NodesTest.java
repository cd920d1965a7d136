package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.suwen.ledger.LedgerTest.inParallel;
import static org.suwen.ledger.TestLedger.SIGNER;
import static org.suwen.ledger.TestLedger.change;
import static org.suwen.ledger.TestLedger.plain;
import static org.suwen.ledger.TestLedger.read;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.merkle.Hash;
import org.suwen.ledger.merkle.MerkleTree;
import org.suwen.ledger.postgres.LedgerFsck;
import org.suwen.ledger.verify.Report.State;

/** D17 and D18: several nodes of one ledger, of which one leads. */
class NodesTest {
    private static final int KILLS = Boolean.getBoolean("suwen.long") ? 100 : 4;
    private static final String HOLDER = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            + " AND granted AND objid = 'ledger_state'::regclass::oid";

    private final TestLedger database = TestLedger.create();
    private final HikariDataSource otherPool = TestLedger.pool(
            database.url(), database.server().user(), database.server().password());
    private final TestPeers peers = new TestPeers();

    @AfterEach
    void close() {
        otherPool.close();
        database.close();
    }

    private Ledger first() {
        return peers.open("first", database.config());
    }

    private Ledger second() {
        return peers.open("second", TestLedger.config(otherPool));
    }

    private void assertSound() {
        var report = new LedgerFsck(database.source(), List.of(SIGNER.verifier())).run(done -> {});
        assertThat(report.state()).as(report.text()).isEqualTo(State.VERIFIED);
    }

    /** Waits for what must come about by itself. */
    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void appendsFromEveryNodeThroughTheOneThatLeads() throws Exception {
        UUID patient = UUID.randomUUID();
        Set<Long> indexes = ConcurrentHashMap.newKeySet();
        try (Ledger first = first();
                Ledger second = second()) {
            assertThat(first.status().leads()).isTrue();
            assertThat(second.status().leads()).isFalse();

            inParallel(8, caller -> {
                Ledger node = caller % 2 == 0 ? first : second;
                for (int i = 0; i < 40; i++) {
                    Draft draft = i % 2 == 0 ? read(patient, 0) : plain(UUID.randomUUID());
                    long index = node.append(draft).index();
                    assertThat(node.entry(index).orElseThrow().request()).isEqualTo(draft.request());
                    indexes.add(index);
                }
            });

            assertThat(indexes).hasSize(320);
            for (Ledger node : List.of(first, second)) {
                assertThat(node.countOfPatient(TestKeys.of(patient))).isEqualTo(160);
                await("a checkpoint of all", () -> node.checkpoint().size() == 320);
                assertProven(node, 17);
            }
        }
        assertSound();
    }

    private static void assertProven(Ledger node, long index) {
        Checkpoint signed = node.checkpoint();
        Hash leaf = node.entry(index).orElseThrow().leafHash();
        List<Hash> path = node.inclusion(index, signed.size()).hashes();
        assertThat(MerkleTree.verifyInclusion(leaf, index, signed.size(), path, signed.root()))
                .isTrue();
    }

    @Test
    void tellsWatchersOfANodeWhatTheOthersAppend() throws Exception {
        UUID patient = UUID.randomUUID();
        BlockingQueue<Appended> news = new LinkedBlockingQueue<>();
        try (Ledger first = first();
                Ledger second = second()) {
            second.onAppended(news::add);
            Draft draft = ofPatient(patient);
            long index = first.append(draft).index();

            Appended heard = news.poll(60, TimeUnit.SECONDS);

            assertThat(heard).isNotNull();
            assertThat(heard.index()).isEqualTo(index);
            assertThat(heard.patient()).contains(patient);
        }
    }

    private static Draft ofPatient(UUID patient) {
        Draft draft = read(patient, 0);
        var account = org.suwen.ledger.part.AccountPart.decode(TestLedger.account());
        var named = org.suwen.ledger.part.AccountPart.of(
                account.at(), account.caller(), account.act(), account.verdict(), Optional.of(patient));
        return new Draft(draft.type(), draft.request(), named.encode(), draft.content(), draft.subject());
    }

    @Test
    void refusesAReleaseOnOutdatedConsentOfAnotherNode() {
        UUID patient = UUID.randomUUID();
        try (Ledger first = first();
                Ledger second = second()) {
            second.append(read(patient, 0));
            first.append(change(patient, 1));

            assertThat(second.consentVersion(patient)).isEqualTo(1);
            assertThatThrownBy(() -> second.append(read(patient, 0)))
                    .isInstanceOfSatisfying(ConsentMovedException.class, e -> {
                        assertThat(e.asked()).isZero();
                        assertThat(e.current()).isEqualTo(1);
                    });
            assertThatThrownBy(() -> second.append(change(patient, 1))).isInstanceOf(ConsentMovedException.class);
            second.append(change(patient, 2));
            assertThat(first.consentVersion(patient)).isEqualTo(2);
        }
    }

    @Test
    void refusesARequestOfAnotherNodeTwice() {
        try (Ledger first = first();
                Ledger second = second()) {
            Draft draft = plain(UUID.randomUUID());
            long index = first.append(draft).index();

            assertThatThrownBy(() -> second.append(draft))
                    .isInstanceOfSatisfying(
                            DuplicateRequestException.class,
                            e -> assertThat(e.index()).isEqualTo(index));
        }
    }

    @Test
    void findsItsOwnEntryWhenTheAnswerWasLost() {
        try (Ledger first = first();
                Ledger second = second()) {
            first.append(plain(UUID.randomUUID()));
            peers.loseAnswers(2);

            assertThat(second.append(plain(UUID.randomUUID())).index()).isEqualTo(1);
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(2);
    }

    @Test
    void goesOnWhenTheLeaderEnds() {
        try (Ledger second = takingOver()) {
            assertThat(second.append(plain(UUID.randomUUID())).index()).isEqualTo(2);
            assertThat(second.status().leads()).isTrue();
        }
        assertSound();
    }

    private Ledger takingOver() {
        try (Ledger first = first()) {
            Ledger second = second();
            first.append(plain(UUID.randomUUID()));
            second.append(plain(UUID.randomUUID()));
            return second;
        }
    }

    @Test
    void pushesOutALeaderThatShowsNoLife() throws Exception {
        database.open().close();
        try (Connection dead = database.source().getConnection();
                Statement statement = dead.createStatement()) {
            statement.execute(
                    "SELECT pg_advisory_lock((1937078117::bigint << 32) | 'ledger_state'::regclass::oid::bigint)");
            try (Ledger node = second()) {
                assertThat(node.status().leads()).isFalse();

                await("the lead", () -> node.status().leads());
                assertThat(node.append(plain(UUID.randomUUID())).index()).isZero();
            }
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .as("its session")
                    .isNotNull();
        }
    }

    @Test
    void losesAndDoublesNothingWhileTheLeadMovesUnderLoad() throws Exception {
        Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
        UUID patient = UUID.randomUUID();
        Set<Long> epochs = ConcurrentHashMap.newKeySet();
        try (Ledger first = first();
                Ledger second = second()) {
            inParallel(9, caller -> {
                if (caller == 0) {
                    for (int kills = 0; kills < KILLS; kills++) {
                        int before = acknowledged.size();
                        database.execute("UPDATE ledger_state SET epoch = epoch + 1");
                        database.execute(HOLDER);
                        await("work to go on", () -> acknowledged.size() > before + 50);
                        epochs.add(database.ask("SELECT epoch FROM ledger_state"));
                    }
                    return;
                }
                Ledger node = caller % 2 == 0 ? first : second;
                while (acknowledged.size() < KILLS * 200 || epochs.size() < KILLS) {
                    Draft draft = caller < 5 ? plain(UUID.randomUUID()) : read(patient, 0);
                    acknowledged.put(draft.request(), settled(node, draft));
                }
            });
            assertThat(epochs).hasSize(KILLS);
            acknowledged.forEach(
                    (request, index) -> assertThat(first.indexOf(request)).contains(index));
            assertThat(acknowledged.values()).doesNotHaveDuplicates();
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(acknowledged.size());
        assertSound();
    }

    private static long settled(Ledger node, Draft draft) {
        while (true) {
            try {
                return node.append(draft).index();
            } catch (DuplicateRequestException e) {
                return e.index();
            } catch (LedgerUnavailableException e) {
                assertThat(e.reason()).isNotEqualTo(LedgerUnavailableException.Reason.INTERRUPTED);
            }
        }
    }
}

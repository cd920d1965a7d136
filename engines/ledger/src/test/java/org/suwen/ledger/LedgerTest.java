package org.suwen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.suwen.ledger.TestLedger.ORIGIN;
import static org.suwen.ledger.TestLedger.change;
import static org.suwen.ledger.TestLedger.plain;
import static org.suwen.ledger.TestLedger.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.suwen.ledger.part.AccountPart;

/** The ledger on a real PostgreSQL. */
class LedgerTest {
    private final TestLedger database = TestLedger.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesBackWhatWasAppendedSealed() {
        UUID patient = UUID.randomUUID();
        Draft draft = read(patient, 0);

        try (Ledger ledger = database.open()) {
            Receipt receipt = ledger.append(draft);
            Entry entry = ledger.entry(receipt.index()).orElseThrow();

            assertThat(receipt.index()).isZero();
            assertThat(entry.leafHash().bytes()).isEqualTo(receipt.leafHash());
            assertThat(entry.request()).isEqualTo(draft.request());
            assertThat(entry.token()).isEqualTo(TestKeys.of(patient).token(1));
            assertThat(AccountPart.decode(ledger.openAccount(entry))).isEqualTo(AccountPart.decode(draft.account()));
            assertThat(TestKeys.openContent(
                            patient, entry.sealed(Entry.Part.CONTENT), entry.context(ORIGIN, Entry.Part.CONTENT)))
                    .isEqualTo(draft.content());
            assertThat(ledger.indexOf(draft.request())).contains(0L);
            assertThat(ledger.entry(1)).isEmpty();
        }
    }

    @Test
    void losesAndDoublesNothingWith64Callers() throws Exception {
        Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        Set<Long> indexes = ConcurrentHashMap.newKeySet();
        List<UUID> patients = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        try (Ledger ledger = database.open()) {
            inParallel(64, caller -> {
                for (int i = 0; i < 50; i++) {
                    Draft draft = caller % 2 == 0 ? plain(UUID.randomUUID()) : read(patients.get(caller % 3), 0);
                    Receipt receipt = ledger.append(draft);
                    acknowledged.add(draft.request());
                    indexes.add(receipt.index());
                }
            });

            assertThat(acknowledged).hasSize(3200);
            assertThat(indexes).hasSize(3200).allMatch(index -> index >= 0 && index < 3200);
            List<Entry> stored = ledger.entriesFrom(0, 3200);
            assertThat(stored).extracting(Entry::request).containsExactlyInAnyOrderElementsOf(acknowledged);
            long counted = patients.stream()
                    .mapToLong(p -> ledger.countOfPatient(TestKeys.of(p)))
                    .sum();
            assertThat(counted).isEqualTo(32 * 50);
        }
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(3200);
    }

    @Test
    void answersARepeatedRequestWithItsFirstIndex() {
        Draft draft = plain(UUID.randomUUID());

        try (Ledger ledger = database.open()) {
            ledger.append(plain(UUID.randomUUID()));
            ledger.append(draft);

            assertThatThrownBy(() -> ledger.append(draft))
                    .isInstanceOfSatisfying(
                            DuplicateRequestException.class,
                            e -> assertThat(e.index()).isEqualTo(1));
            assertThat(ledger.append(plain(UUID.randomUUID())).index()).isEqualTo(2);
        }
    }

    @Test
    void givesOneOfManySimultaneousTwinsTheEntry() throws Exception {
        Draft draft = plain(UUID.randomUUID());
        Set<Long> first = ConcurrentHashMap.newKeySet();
        Set<Long> twins = ConcurrentHashMap.newKeySet();

        try (Ledger ledger = database.open()) {
            inParallel(32, caller -> {
                try {
                    assertThat(first.add(ledger.append(draft).index())).isTrue();
                } catch (DuplicateRequestException e) {
                    twins.add(e.index());
                }
                ledger.append(plain(UUID.randomUUID()));
            });
        }
        assertThat(first).hasSize(1).isEqualTo(twins);
        assertThat(database.ask("SELECT count(*) FROM ledger_entry")).isEqualTo(33);
    }

    @Test
    void refusesAReleaseOnAnOlderConsent() {
        UUID patient = UUID.randomUUID();

        try (Ledger ledger = database.open()) {
            assertThat(ledger.consentVersion(patient)).isZero();
            ledger.append(read(patient, 0));
            ledger.append(change(patient, 1));

            assertThat(ledger.consentVersion(patient)).isEqualTo(1);
            assertThatThrownBy(() -> ledger.append(read(patient, 0)))
                    .isInstanceOfSatisfying(
                            ConsentMovedException.class,
                            e -> assertThat(e.current()).isEqualTo(1));
            assertThatThrownBy(() -> ledger.append(read(patient, 2))).isInstanceOf(ConsentMovedException.class);
            assertThatThrownBy(() -> ledger.append(change(patient, 1))).isInstanceOf(ConsentMovedException.class);
            assertThatThrownBy(() -> ledger.append(change(patient, 3))).isInstanceOf(ConsentMovedException.class);
            assertThat(ledger.append(read(patient, 1)).index()).isEqualTo(2);
        }
        try (Ledger reopened = database.open()) {
            assertThat(reopened.consentVersion(patient)).isEqualTo(1);
            assertThatThrownBy(() -> reopened.append(read(patient, 0))).isInstanceOf(ConsentMovedException.class);
        }
    }

    @Test
    void hasNoReleaseOnAnOlderConsentAfterAChangeWhateverTheRace() throws Exception {
        UUID patient = UUID.randomUUID();
        int changes = 40;

        try (Ledger ledger = database.open()) {
            CountDownLatch done = new CountDownLatch(1);
            inParallel(33, caller -> {
                if (caller == 0) {
                    for (int version = 1; version <= changes; version++) {
                        ledger.append(change(patient, version));
                    }
                    done.countDown();
                }
                while (done.getCount() > 0) {
                    try {
                        ledger.append(read(patient, ledger.consentVersion(patient)));
                    } catch (ConsentMovedException e) {
                        assertThat(e.current()).isBetween(1L, (long) changes);
                    }
                }
            });
        }
        assertThat(staleReleases(patient)).isEmpty();
    }

    /** Reads the log alone: each entry's own content says on which version it rests. */
    private List<Long> staleReleases(UUID patient) {
        List<Long> stale = new ArrayList<>();
        try (Ledger ledger = database.open()) {
            long current = 0;
            for (long index : ledger.ofPatient(TestKeys.of(patient), -1, 10_000)) {
                Entry entry = ledger.entry(index).orElseThrow();
                byte[] content = TestKeys.openContent(
                        patient, entry.sealed(Entry.Part.CONTENT), entry.context(ORIGIN, Entry.Part.CONTENT));
                long version =
                        Long.parseLong(new String(content, java.nio.charset.StandardCharsets.US_ASCII).substring(8));
                if (entry.type() == EntryType.CONSENT) {
                    assertThat(version).isEqualTo(current + 1);
                    current = version;
                } else if (version != current) {
                    stale.add(index);
                }
            }
            assertThat(current).isEqualTo(40);
        }
        return stale;
    }

    @Test
    void listsAPatientsEntriesCompletelyAndNobodyElses() {
        UUID patient = UUID.randomUUID();
        List<Long> expected = new ArrayList<>();

        try (Ledger ledger = database.open()) {
            for (int i = 0; i < 90; i++) {
                long index = ledger.append(read(i % 3 == 0 ? patient : UUID.randomUUID(), 0))
                        .index();
                if (i % 3 == 0) {
                    expected.add(index);
                }
            }
            LogKeys keys = TestKeys.of(patient);

            assertThat(ledger.ofPatient(keys, -1, 1000)).isEqualTo(expected);
            assertThat(ledger.ofPatient(keys, expected.get(9), 5)).isEqualTo(expected.subList(10, 15));
            assertThat(ledger.recentOfPatient(keys, Long.MAX_VALUE, 1000)).isEqualTo(expected.reversed());
            assertThat(ledger.recentOfPatient(keys, expected.get(20), 4))
                    .isEqualTo(expected.subList(16, 20).reversed());
            assertThat(ledger.countOfPatient(keys)).isEqualTo(30);
            assertThat(ledger.ofPatient(TestKeys.of(UUID.randomUUID()), -1, 10)).isEmpty();
        }
        try (Ledger reopened = database.open()) { // the count is found again from the tokens alone
            long index = reopened.append(read(patient, 0)).index();

            assertThat(reopened.entry(index).orElseThrow().token())
                    .isEqualTo(TestKeys.of(patient).token(31));
        }
    }

    @Test
    void goesOnCountingWhenAPatientFellOutOfMemory() throws Exception {
        List<UUID> patients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            patients.add(UUID.randomUUID());
        }
        LedgerLimits limits = database.config().limits();
        LedgerLimits tiny = new LedgerLimits(
                limits.queue(),
                4,
                limits.answerWithin(),
                limits.commitWithin(),
                limits.leadWithin(),
                limits.checkpointEvery(),
                2);

        try (Ledger ledger = Ledger.open(database.config().withLimits(tiny))) {
            inParallel(16, caller -> {
                for (int i = 0; i < 20; i++) {
                    ledger.append(read(patients.get((caller + i) % 8), 0));
                }
            });

            for (UUID patient : patients) {
                assertThat(ledger.countOfPatient(TestKeys.of(patient))).isEqualTo(40);
            }
        }
    }

    @Test
    void tellsWatchersInOrder() throws Exception {
        UUID patient = UUID.randomUUID();
        List<Appended> news = new ArrayList<>();
        CountDownLatch told = new CountDownLatch(20);

        try (Ledger ledger = database.open()) {
            ledger.onAppended(appended -> {
                throw new IllegalStateException("a watcher that fails");
            });
            ledger.onAppended(appended -> {
                news.add(appended);
                told.countDown();
            });
            for (int i = 0; i < 10; i++) {
                ledger.append(read(patient, 0));
                ledger.append(plain(UUID.randomUUID()));
            }
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(news).extracting(Appended::index).isSorted().hasSize(20);
        assertThat(news.get(0).patient()).contains(patient);
        assertThat(news.get(1).patient()).isEqualTo(Optional.empty());
    }

    @Test
    void survivesKeysThatFail() {
        UUID patient = UUID.randomUUID();
        LogKeys broken = new LogKeys() {
            @Override
            public byte[] token(long n) {
                if (n > 1 && Thread.currentThread().getName().contains("sequencer")) {
                    throw new IllegalStateException("the patient's keys are gone");
                }
                return TestKeys.of(patient).token(n);
            }

            @Override
            public byte[] seal(byte[] content, byte[] context) {
                return content;
            }
        };
        try (Ledger ledger = database.open()) {
            ledger.append(read(patient, 0));
            Draft draft =
                    TestLedger.about(EntryType.READ, UUID.randomUUID(), new Subject(patient, 0, Guard.RELEASE, broken));

            assertThatThrownBy(() -> ledger.append(draft)).hasMessage("the patient's keys are gone");
            assertThat(ledger.append(read(patient, 0)).index()).isEqualTo(1);
        }
    }

    interface Caller {
        void run(int caller) throws Exception;
    }

    static void inParallel(int callers, Caller work) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                all.add(executor.submit(() -> {
                    work.run(number);
                    return number;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}

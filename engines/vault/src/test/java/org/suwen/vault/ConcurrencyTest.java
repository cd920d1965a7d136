package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 6;

    private static TestVault test;
    private static Vault vault;

    @BeforeAll
    static void open() {
        test = TestVault.fresh();
        vault = test.vault;
    }

    @AfterAll
    static void close() {
        test.close();
    }

    private static <T> List<T> together(Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> task).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }

    @Test
    void losesNoUpdateAndTellsEachWriterTheTruth() throws Exception {
        PatientId patient = vault.enrol();
        test.write(VaultTest.put(patient, "counter", 1, "plain"), VaultTest.put(patient, "second", 1, "plain"));

        List<Integer> successes = together(() -> {
            int won = 0;
            for (int i = 0; i < 30; i++) {
                won += raised(patient) ? 1 : 0;
            }
            return won;
        });

        int won = successes.stream().mapToInt(Integer::intValue).sum();
        assertThat(vault.locate("Observation", "counter").orElseThrow().row().version())
                .isEqualTo(1 + won);
        assertThat(vault.locate("Observation", "second").orElseThrow().row().version())
                .isEqualTo(1 + won);
        for (int version = 1; version <= 1 + won; version++) {
            assertThat(vault.locateVersion("Observation", "counter", version)).isPresent();
        }
    }

    private static boolean raised(PatientId patient) {
        long next = vault.locate("Observation", "counter").orElseThrow().row().version() + 1;
        try {
            test.write(
                    VaultTest.put(patient, "second", next, "plain"), VaultTest.put(patient, "counter", next, "plain"));
            return true;
        } catch (VersionConflictException e) {
            return false;
        }
    }

    @Test
    void givesAnIdToOnePatientOnly() throws Exception {
        AtomicLong winners = new AtomicLong();
        for (int round = 0; round < 20; round++) {
            String one = "one-" + round;
            String other = "other-" + round;
            List<Boolean> won = together(() -> taken(one, other));
            assertThat(won.stream().filter(Boolean::booleanValue)).hasSize(1);
            winners.incrementAndGet();
        }
        assertThat(winners).hasValue(20);
    }

    private static boolean taken(String one, String other) {
        PatientId patient = vault.enrol();
        try {
            test.write(VaultTest.put(patient, one, 1, "plain"), VaultTest.put(patient, other, 1, "plain"));
            return true;
        } catch (VersionConflictException e) {
            return false;
        }
    }

    @Test
    void noWriteSurvivesThePurgeItRanBeside() throws Exception {
        for (int round = 0; round < 10; round++) {
            PatientId patient = vault.enrol();
            AtomicLong writers = new AtomicLong();
            List<Long> unused = together(() -> {
                long number = writers.incrementAndGet();
                if (number == THREADS) {
                    vault.purge(patient, Vault.LogKey.DESTROY);
                } else {
                    writeUntilErased(patient, patient + "-" + number);
                }
                return number;
            });
            assertThat(rowsOf(patient)).isZero();
        }
    }

    private static void writeUntilErased(PatientId patient, String name) {
        try {
            for (int i = 0; i < 10_000; i++) {
                test.write(new Put(
                        patient, "Observation", name + i, 1, new byte[0], new byte[0], new byte[0], Optional.empty()));
                vault.putDocument(patient, name, i + 1L, name.getBytes(UTF_8));
            }
            throw new IllegalStateException("the purge never came");
        } catch (ErasedException e) {
            assertThat(e.code()).isEqualTo("ERASED");
        }
    }

    private static long rowsOf(PatientId patient) {
        AtomicLong rows = new AtomicLong();
        test.pool.change(connection -> {
            String sql = "SELECT (SELECT count(*) FROM vault.resource WHERE patient_id = p.id)"
                    + " + (SELECT count(*) FROM vault.document WHERE patient_id = p.id)"
                    + " + (SELECT count(*) FROM vault_index.row_token WHERE patient_id = p.id)"
                    + " FROM (VALUES ('" + patient + "'::uuid)) p(id)";
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                assertThat(row.next()).isTrue();
                rows.set(row.getLong(1));
            }
        });
        return rows.get();
    }
}

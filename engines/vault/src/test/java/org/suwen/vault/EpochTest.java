package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.suwen.vault.postgres.PostgresVaultStore;

class EpochTest {
    @TempDir
    Path folder;

    @CanIgnoreReturnValue
    private static PatientId withRow(TestVault test, String id) {
        PatientId patient = test.vault.enrol();
        test.write(VaultTest.put(patient, id, 1, "plain"));
        return patient;
    }

    private static Sealed row(Vault vault, String id) {
        return vault.locate("Observation", id).orElseThrow();
    }

    @Test
    void anOldCopyOpensUntilTheEpochEnds() {
        try (TestVault test = TestVault.fresh()) {
            PatientId patient = withRow(test, "epoch-1");
            OldCopy copy =
                    OldCopy.decode(test.vault.copyOf(row(test.vault, "epoch-1")).encode());
            assertThat(test.vault.opens(copy)).isTrue();

            test.vault.purge(patient, Vault.LogKey.DESTROY);
            assertThat(test.vault.opens(copy))
                    .as("the copy has its own wrapped keys")
                    .isTrue();

            EpochRenewal renewal = test.vault.renewEpoch();
            assertThat(renewal).isEqualTo(new EpochRenewal(2, 0, List.of(1)));
            assertThat(test.vault.opens(copy)).isFalse();
        }
    }

    @Test
    void theLivingAndTheHeldAreReadableAcrossRenewals() {
        try (TestVault test = TestVault.fresh()) {
            withRow(test, "epoch-2");
            PatientId held = withRow(test, "epoch-3");
            byte[] entry = test.vault.logKeys(held).sealLog("content".getBytes(UTF_8), new byte[0]);
            test.vault.purge(held, Vault.LogKey.KEEP_FOR_HOLD);

            assertThat(test.vault.renewEpoch().rewrapped()).isEqualTo(2);
            assertThat(test.vault.renewEpoch().ended()).containsExactly(2);

            for (Vault node : List.of(test.vault, test.reopened(test.source))) {
                assertThat(node.open(row(node, "epoch-2")).body())
                        .asString(UTF_8)
                        .isEqualTo("body of epoch-2 at 1");
                assertThat(node.logKeys(held).openLog(entry, new byte[0]))
                        .asString(UTF_8)
                        .isEqualTo("content");
                assertThatThrownBy(() -> node.keys(held)).isInstanceOf(ErasedException.class);
            }
        }
    }

    @Test
    void anotherNodeGoesOnEnrollingUnderTheNewEpoch() {
        try (TestVault test = TestVault.fresh()) {
            Vault node = test.reopened(test.source);
            test.vault.renewEpoch();

            PatientId patient = node.enrol();

            assertThat(node.keys(patient).epoch()).isEqualTo(2);
            assertThat(test.vault.keys(patient).epoch()).isEqualTo(2);
        }
    }

    @Test
    void nobodyIsLostWhoEnrolsOrReadsWhileEpochsEnd() throws Exception {
        try (TestVault test = TestVault.fresh();
                ExecutorService others = Executors.newFixedThreadPool(2)) {
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch began = new CountDownLatch(2);
            Callable<List<PatientId>> enrolling = () -> enrolUntil(over, test.reopened(test.source), began);
            List<Future<List<PatientId>>> enrolled = List.of(others.submit(enrolling), others.submit(enrolling));
            assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();

            for (int each = 0; each < 5; each++) {
                test.vault.renewEpoch();
            }
            over.set(true);

            List<PatientId> all = new ArrayList<>();
            for (Future<List<PatientId>> each : enrolled) {
                all.addAll(each.get());
            }
            Vault fresh = test.reopened(test.source);
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(patient -> assertThat(fresh.keys(patient)).isNotNull());
        }
    }

    private static List<PatientId> enrolUntil(AtomicBoolean over, Vault node, CountDownLatch began) {
        List<PatientId> enrolled = new ArrayList<>();
        while (!over.get()) {
            PatientId patient = node.enrol();
            assertThat(node.keys(patient).token("any", new byte[0])).hasSize(Token.LENGTH);
            enrolled.add(patient);
            began.countDown();
        }
        return enrolled;
    }

    @Test
    void whatACrashLeftOfARetirementIsFinishedByTheNextRenewal() throws Exception {
        try (TestVault test = TestVault.fresh()) {
            PatientId patient = withRow(test, "epoch-4");
            OldCopy copy = test.vault.copyOf(row(test.vault, "epoch-4"));
            var dying = new DyingKeySource(test.source);
            Vault node = test.reopened(dying);
            node.purge(patient, Vault.LogKey.DESTROY);
            assertThatThrownBy(node::renewEpoch).isInstanceOf(KeySourceException.class);
            assertThat(test.vault.opens(copy))
                    .as("the wrapping key is still there")
                    .isTrue();

            Vault restarted = test.reopened(test.source);
            restarted.renewEpoch();

            assertThat(restarted.opens(copy)).isFalse();
        }
    }

    /** A source whose keys can't be destroyed today. */
    private record DyingKeySource(KeySource source) implements KeySource {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public Custody custody() {
            return source.custody();
        }

        @Override
        public byte[] wrap(byte[] key, byte[] context) {
            return source.wrap(key, context);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] context) {
            return source.unwrap(wrapped, context);
        }

        @Override
        public void make(String name) {
            source.make(name);
        }

        @Override
        public boolean holds(String name) {
            return source.holds(name);
        }

        @Override
        public byte[] wrapUnder(String name, byte[] key, byte[] context) {
            return source.wrapUnder(name, key, context);
        }

        @Override
        public byte[] unwrapUnder(String name, byte[] wrapped, byte[] context) {
            return source.unwrapUnder(name, wrapped, context);
        }

        @Override
        public void destroy(String name) {
            throw new KeySourceException("the device does not answer");
        }
    }

    @Test
    void aFileSourceForgetsADestroyedKeyForGood() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = folder.resolve("root.key");
        char[] passphrase = "correct horse battery".toCharArray();
        var random = new SecureRandom();
        try (ConnectionPool pool = TestVault.freshDatabase()) {
            KeySource source = FileKeySource.create(file, data, passphrase, random);
            Vault vault = Vault.open(PostgresVaultStore.open(pool), source, new VaultOptions(random, TestVault.CLOCK));
            PatientId patient = vault.enrol();
            vault.write(1, List.of(VaultTest.put(patient, "epoch-5", 1, "plain")));
            OldCopy copy = vault.copyOf(row(vault, "epoch-5"));
            vault.purge(patient, Vault.LogKey.DESTROY);
            PatientId other = vault.enrol();
            vault.renewEpoch();

            KeySource again = FileKeySource.open(file, data, passphrase, random);
            Vault reopened =
                    Vault.open(PostgresVaultStore.open(pool), again, new VaultOptions(random, TestVault.CLOCK));

            assertThat(reopened.opens(copy)).isFalse();
            assertThat(reopened.keys(other).epoch()).isEqualTo(2);
            assertThat(folder.resolve("root.key.d").toFile().list())
                    .singleElement()
                    .asString()
                    .contains("epoch-2-");
        }
    }

    @Test
    void aCopyCutShortIsRefused() {
        try (TestVault test = TestVault.fresh()) {
            withRow(test, "epoch-6");
            byte[] whole = test.vault.copyOf(row(test.vault, "epoch-6")).encode();
            for (int length = 0; length < whole.length; length += 7) {
                byte[] cut = java.util.Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> OldCopy.decode(cut)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void anEpochThatSomebodyIsWrappedUnderIsNotRetired() {
        try (TestVault test = TestVault.fresh()) {
            PatientId patient = withRow(test, "epoch-7");
            assertThat(PostgresVaultStore.open(test.pool).retireEpoch(1)).isFalse();
            test.pool.change(connection -> {
                try (Statement statement = connection.createStatement()) {
                    assertThat(statement.executeUpdate("UPDATE vault_keys.chain_key SET number = number"))
                            .isPositive();
                }
            });
            assertThat(test.reopened(test.source).keys(patient).epoch()).isEqualTo(1);
        }
    }
}

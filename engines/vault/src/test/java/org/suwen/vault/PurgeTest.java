package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PurgeTest {
    private static final Token ANY = new Token(1, 2);

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

    /** A patient with something in every table. */
    private static PatientId filled(String id) {
        PatientId patient = vault.enrol();
        test.write(VaultTest.put(patient, id, 1, "plain"));
        test.write(VaultTest.put(patient, id, 2, "strict"));
        vault.putDocument(patient, "consent", 1, new byte[] {1});
        vault.bind(patient, "RECORD_NUMBER", id);
        vault.relate(patient, "unit of " + id);
        return patient;
    }

    private static void assertErased(Vault node, PatientId patient) {
        List<ThrowingCallable> uses = List.of(
                () -> node.classes(patient),
                () -> node.list(patient, Optional.empty(), Set.of(ANY), Cursor.start(), 10),
                () -> node.listHeaders(patient, Optional.of("Observation"), Set.of(), Cursor.start(), 10),
                () -> node.count(patient, Optional.empty(), Set.of(ANY)),
                () -> node.rowsOfEncounter(patient, "visit-1"),
                () -> node.document(patient, "consent", 1),
                () -> node.latestDocument(patient, "consent"),
                () -> node.putDocument(patient, "consent", 2, new byte[0]),
                () -> node.write(999_999, List.of(VaultTest.put(patient, "late", 1, "plain"))),
                () -> node.bind(patient, "RECORD_NUMBER", "late"),
                () -> node.relate(patient, "late"),
                () -> node.keys(patient));
        for (ThrowingCallable use : uses) {
            assertThatThrownBy(use).isInstanceOf(ErasedException.class);
        }
    }

    @Test
    void afterwardsNothingOfThePatientCanBeRead() {
        PatientId patient = filled("purge-1");
        Sealed sealed = vault.locate("Observation", "purge-1").orElseThrow();
        PatientKeys held = vault.keys(patient);

        vault.purge(patient, Vault.LogKey.DESTROY);

        assertErased(vault, patient);
        assertThatThrownBy(() -> vault.open(sealed)).isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> vault.logKeys(patient)).isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> held.open("body", sealed.body(), new byte[0]))
                .isInstanceOf(KeysForgottenException.class);
        assertThatThrownBy(() -> held.sealLog(new byte[0], new byte[0])).isInstanceOf(KeysForgottenException.class);
        assertThat(vault.locate("Observation", "purge-1")).isEmpty();
        assertThat(vault.locateVersion("Observation", "purge-1", 1)).isEmpty();
        assertThat(vault.find("RECORD_NUMBER", "purge-1")).isEmpty();
        assertThat(vault.related("unit of purge-1", 10)).isEmpty();
    }

    @Test
    void anotherNodeThatHoldsTheKeysFindsHimErasedToo() {
        PatientId patient = filled("purge-2");
        Vault node = test.reopened(test.source);
        PatientKeys held = node.keys(patient);

        vault.purge(patient, Vault.LogKey.DESTROY);

        assertThatThrownBy(() -> node.classes(patient)).isInstanceOf(ErasedException.class);
        assertThatThrownBy(() -> held.token("type", new byte[0])).isInstanceOf(KeysForgottenException.class);
        assertErased(node, patient);
    }

    @Test
    void leavesOnlyATombstoneAndTheMarksOfItsEntries() throws Exception {
        PatientId patient = filled("purge-3");

        vault.purge(patient, Vault.LogKey.DESTROY);

        assertThat(rowsNaming(patient)).isEqualTo(Map.of("vault.applied", 2L, "vault_keys.patient_key", 1L));
        test.pool.change(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT length(record_key) + length(log_key), erased"
                            + " FROM vault_keys.patient_key WHERE patient_id = '" + patient + "'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isZero();
                assertThat(row.getString(2)).isEqualTo("2026-11-22");
            }
        });
    }

    private static Map<String, Long> rowsNaming(PatientId patient) {
        Map<String, Long> counts = new TreeMap<>();
        test.pool.change(connection -> {
            for (String table : Tables.names(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT count(*) FROM " + table + " t WHERE t::text LIKE '%" + patient + "%'")) {
                    if (row.next() && row.getLong(1) > 0) {
                        counts.put(table, row.getLong(1));
                    }
                }
            }
        });
        return counts;
    }

    @Test
    void keepsTheLogKeyWhileAHoldStands() {
        PatientId patient = filled("purge-4");
        byte[] context = "entry 1".getBytes(UTF_8);
        byte[] sealed = vault.logKeys(patient).sealLog("content".getBytes(UTF_8), context);
        byte[] token = vault.logKeys(patient).logToken(7);

        vault.purge(patient, Vault.LogKey.KEEP_FOR_HOLD);

        assertErased(vault, patient);
        assertThat(vault.logKeys(patient).openLog(sealed, context))
                .asString(UTF_8)
                .isEqualTo("content");
        assertThat(vault.logKeys(patient).logToken(7)).isEqualTo(token);
        vault.purge(patient, Vault.LogKey.DESTROY);
        assertThatThrownBy(() -> vault.logKeys(patient)).isInstanceOf(ErasedException.class);
    }

    @Test
    void leavesOtherPatientsAlone() {
        PatientId patient = filled("purge-5");
        PatientId other = filled("purge-6");

        vault.purge(patient, Vault.LogKey.DESTROY);

        assertThat(vault.open(vault.locate("Observation", "purge-6").orElseThrow())
                        .body())
                .asString(UTF_8)
                .isEqualTo("body of purge-6 at 2");
        assertThat(vault.find("RECORD_NUMBER", "purge-6")).contains(other);
        assertThat(vault.latestDocument(other, "consent")).isPresent();
    }

    @Test
    void forgettingZeroesTheKeysAndLoadsThemAnew() {
        PatientId patient = filled("purge-7");
        PatientKeys held = vault.keys(patient);
        byte[] token = held.token("purpose", new byte[] {1});

        vault.forget(patient);

        assertThatThrownBy(() -> held.token("purpose", new byte[] {1})).isInstanceOf(KeysForgottenException.class);
        assertThat(vault.keys(patient).token("purpose", new byte[] {1})).isEqualTo(token);
    }
}

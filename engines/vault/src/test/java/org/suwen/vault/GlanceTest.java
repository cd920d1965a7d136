package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GlanceTest {
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

    private static Put put(PatientId patient, String id, long version, String decisionClass) {
        return new Put(
                patient,
                "Observation",
                id,
                version,
                decisionClass.getBytes(UTF_8),
                "header".getBytes(UTF_8),
                ("body " + version).getBytes(UTF_8),
                Optional.empty());
    }

    @Test
    void seesRowsVersionsAndClassesOfSeveralAtOnceAsEachAloneWould() {
        PatientId one = vault.enrol();
        PatientId two = vault.enrol();
        PatientId empty = vault.enrol();
        test.write(put(one, "a", 1, "liver"), put(one, "b", 1, "heart"));
        test.write(put(two, "c", 1, "liver"));
        test.write(put(one, "a", 2, "skin"));
        vault.putDirectoryDocument("staff", "dr.lin", 1, new byte[0]);
        vault.putDirectoryDocument("staff", "dr.lin", 2, new byte[0]);
        DirectoryName lin = vault.directoryName(new DirectoryKey("staff", "dr.lin"));
        DirectoryName nobody = vault.directoryName(new DirectoryKey("staff", "nobody"));
        Token a = vault.rowToken("Observation", "a");
        Token c = vault.rowToken("Observation", "c");
        Token none = vault.rowToken("Condition", "a");

        Seen seen = vault.look(new Glance(Set.of(a, c, none), Set.of(lin, nobody), Set.of(one, two, empty)));

        assertThat(seen.row(a).orElseThrow().row().version()).isEqualTo(2);
        assertThat(vault.openBody(seen.row(a).orElseThrow())).asString(UTF_8).isEqualTo("body 2");
        assertThat(seen.row(c).orElseThrow().patient()).isEqualTo(two);
        assertThat(seen.row(none)).isEmpty();
        assertThat(seen.version(lin)).isEqualTo(2);
        assertThat(seen.version(nobody)).isZero();
        for (PatientId patient : List.of(one, two, empty)) {
            assertThat(seen.classes(patient))
                    .containsExactlyInAnyOrderElementsOf(vault.classes(patient).stream()
                            .map(ClassEntry::token)
                            .toList());
        }
        assertThat(seen.classes(one)).hasSize(3);
    }

    @Test
    void askingForNothingSeesNothing() {
        assertThat(vault.look(new Glance(Set.of(), Set.of(), Set.of())).rows()).isEmpty();
    }

    @Test
    void anErasedPatientIsNotSeen() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "gone", 1, "liver"));
        Token row = vault.rowToken("Observation", "gone");
        assertThat(vault.look(Glance.atRow(row)).row(row)).isPresent();

        vault.purge(patient, Vault.LogKey.DESTROY);

        assertThat(vault.look(new Glance(Set.of(row), Set.of(), Set.of(patient)))
                        .row(row))
                .isEmpty();
    }
}

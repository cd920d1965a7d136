package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentTest {
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

    @Test
    void keepsEveryVersionOfAPatientsDocument() {
        PatientId patient = vault.enrol();
        vault.putDocument(patient, "consent", 1, "agree".getBytes(UTF_8));
        vault.putDocument(patient, "consent", 2, "withdraw".getBytes(UTF_8));

        assertThat(vault.document(patient, "consent", 1).orElseThrow().content())
                .asString(UTF_8)
                .isEqualTo("agree");
        assertThat(vault.latestDocument(patient, "consent").orElseThrow().version())
                .isEqualTo(2);
        assertThat(vault.document(patient, "consent", 3)).isEmpty();
        assertThat(vault.latestDocument(patient, "facts")).isEmpty();
    }

    @Test
    void refusesAVersionThatIsNotTheNext() {
        PatientId patient = vault.enrol();
        vault.putDocument(patient, "consent", 1, new byte[0]);

        for (long version : new long[] {1, 3}) {
            assertThatThrownBy(() -> vault.putDocument(patient, "consent", version, new byte[0]))
                    .isInstanceOf(VersionConflictException.class);
        }

        assertThatThrownBy(() -> vault.putDocument(patient, "facts", 2, new byte[0]))
                .isInstanceOf(VersionConflictException.class);
    }

    @Test
    void writesDocumentsTogetherWithRowsOrNotAtAll() {
        PatientId patient = vault.enrol();
        Write write = new Write(
                patient,
                List.of(VaultTest.put(patient, "with-document", 1, "plain")),
                List.of(),
                List.of(new Document("consent", 1, new byte[] {1}), new Document("facts", 2, new byte[] {2})));

        assertThatThrownBy(() -> vault.write(2_000_001, write)).isInstanceOf(VersionConflictException.class);

        assertThat(vault.isApplied(2_000_001)).isFalse();
        assertThat(vault.locate("Observation", "with-document")).isEmpty();
        assertThat(vault.latestDocument(patient, "consent")).isEmpty();
        Write right =
                new Write(patient, write.puts(), List.of(), write.documents().subList(0, 1));
        vault.write(2_000_001, right);
        assertThat(vault.latestDocument(patient, "consent")).isPresent();
    }

    @Test
    void keepsTheInstitutionsDocuments() {
        for (int i = 0; i < 5; i++) {
            vault.putDirectoryDocument("account", "name-" + i, 1, ("content " + i).getBytes(UTF_8));
        }
        vault.putDirectoryDocument("account", "name-3", 2, "changed".getBytes(UTF_8));
        vault.putDirectoryDocument("study", "name-3", 1, "a study".getBytes(UTF_8));

        DirectoryDocument changed = vault.directoryDocument("account", "name-3").orElseThrow();
        DirectoryPage first = vault.directoryDocuments("account", Cursor.start(), 3);
        DirectoryPage second = vault.directoryDocuments("account", first.next().orElseThrow(), 3);

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.content()).asString(UTF_8).isEqualTo("changed");
        assertThat(first.documents()).hasSize(3);
        assertThat(second.next()).isEmpty();
        assertThat(java.util.stream.Stream.concat(first.documents().stream(), second.documents().stream())
                        .map(DirectoryDocument::key))
                .containsExactlyInAnyOrder("name-0", "name-1", "name-2", "name-3", "name-4");
    }

    @Test
    void changesTheInstitutionsDocumentsOnlyFromTheCurrentVersion() {
        vault.putDirectoryDocument("licence", "model", 1, new byte[] {1});

        assertThatThrownBy(() -> vault.putDirectoryDocument("licence", "model", 1, new byte[0]))
                .isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> vault.putDirectoryDocument("licence", "model", 3, new byte[0]))
                .isInstanceOf(VersionConflictException.class);
        assertThatThrownBy(() -> vault.deleteDirectoryDocument("licence", "model", 2))
                .isInstanceOf(VersionConflictException.class);
        vault.deleteDirectoryDocument("licence", "model", 1);
        assertThat(vault.directoryDocument("licence", "model")).isEmpty();
    }
}

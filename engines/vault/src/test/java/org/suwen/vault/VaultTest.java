package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VaultTest {
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

    static Put put(PatientId patient, String id, long version, String label) {
        return put(patient, "Observation", id, version, label);
    }

    static Put put(PatientId patient, String type, String id, long version, String label) {
        byte[] body = ("body of " + id + " at " + version).getBytes(UTF_8);
        return new Put(
                patient, type, id, version, label.getBytes(UTF_8), id.getBytes(UTF_8), body, Optional.of("visit-1"));
    }

    private static Token classOf(PatientId patient, String label) {
        return vault.classes(patient).stream()
                .filter(entry -> new String(entry.decisionClass(), UTF_8).equals(label))
                .map(ClassEntry::token)
                .findFirst()
                .orElseThrow();
    }

    private static String body(Sealed sealed) {
        return new String(vault.open(sealed).body(), UTF_8);
    }

    @Test
    void findsARowByTypeAndIdAndOpensIt() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "find-1", 1, "plain"));

        Sealed sealed = vault.locate("Observation", "find-1").orElseThrow();

        assertThat(sealed.patient()).isEqualTo(patient);
        assertThat(sealed.writtenDay()).isEqualTo("2026-11-22");
        assertThat(sealed.classToken()).isEqualTo(classOf(patient, "plain"));
        assertThat(body(sealed)).isEqualTo("body of find-1 at 1");
        assertThat(vault.open(sealed).header()).asString(UTF_8).isEqualTo("find-1");
        assertThat(vault.locate("Condition", "find-1")).isEmpty();
        assertThat(vault.locate("Observation", "find-2")).isEmpty();
    }

    @Test
    void keepsEveryVersion() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "kept", 1, "plain"));
        test.write(put(patient, "kept", 2, "strict"));
        test.write(put(patient, "kept", 3, "plain"));

        PastVersion second = vault.locateVersion("Observation", "kept", 2).orElseThrow();

        assertThat(body(second.sealed())).isEqualTo("body of kept at 2");
        assertThat(second.sealed().classToken()).isEqualTo(classOf(patient, "strict"));
        assertThat(second.currentClass()).isEqualTo(classOf(patient, "plain"));
        assertThat(body(vault.locateVersion("Observation", "kept", 3)
                        .orElseThrow()
                        .sealed()))
                .isEqualTo("body of kept at 3");
        assertThat(vault.locateVersion("Observation", "kept", 4)).isEmpty();
        assertThat(vault.count(patient, Optional.empty(), Set.of(classOf(patient, "plain"))))
                .isEqualTo(1);
    }

    @Test
    void refusesAVersionThatIsNotTheNextAndWritesNothing() {
        PatientId patient = vault.enrol();
        PatientId other = vault.enrol();
        test.write(put(patient, "next", 1, "plain"));

        for (Put wrong : List.of(
                put(patient, "next", 1, "plain"),
                put(patient, "next", 3, "plain"),
                put(patient, "new-next", 2, "plain"),
                put(other, "next", 1, "plain"),
                put(other, "next", 2, "plain"))) {
            Put beside = put(wrong.patient(), "beside-next", 1, "plain");
            assertThatThrownBy(() -> test.write(beside, wrong)).isInstanceOf(VersionConflictException.class);
            assertThat(vault.locate("Observation", "beside-next")).isEmpty();
        }

        assertThat(body(vault.locate("Observation", "next").orElseThrow())).isEqualTo("body of next at 1");
    }

    @Test
    void appliesAnEntryOnce() {
        PatientId patient = vault.enrol();
        long entry = 1_000_001;
        assertThat(vault.isApplied(entry)).isFalse();

        vault.write(entry, List.of(put(patient, "once", 1, "plain")));

        assertThat(vault.isApplied(entry)).isTrue();
        assertThatThrownBy(() -> vault.write(entry, List.of(put(patient, "twice", 1, "plain"))))
                .isInstanceOf(EntryAppliedException.class);
        assertThat(vault.locate("Observation", "twice")).isEmpty();
        assertThat(vault.locate("Observation", "once").orElseThrow().entryIndex())
                .isEqualTo(entry);
    }

    @Test
    void listsByTypeAndClassPageByPage() {
        PatientId patient = vault.enrol();
        test.write(IntStream.range(0, 25)
                .mapToObj(i -> put(
                        patient, i % 5 == 0 ? "Condition" : "Observation", "list-" + i, 1, i % 2 == 0 ? "even" : "odd"))
                .toList());
        Token even = classOf(patient, "even");
        Token odd = classOf(patient, "odd");

        assertThat(TestVault.all(vault, patient, 4)).hasSize(25).doesNotHaveDuplicates();
        assertThat(vault.count(patient, Optional.of("Condition"), Set.of(even))).isEqualTo(3);
        assertThat(vault.count(patient, Optional.empty(), Set.of(odd))).isEqualTo(12);
        assertThat(vault.count(patient, Optional.empty(), Set.of())).isZero();
        Page conditions = vault.list(patient, Optional.of("Condition"), Set.of(even, odd), Cursor.start(), 5);
        assertThat(conditions.rows()).hasSize(5);
        assertThat(conditions.next()).isEmpty();
        Page headers = vault.listHeaders(patient, Optional.of("Condition"), Set.of(odd), Cursor.start(), 5);
        assertThat(headers.rows()).hasSize(2).allMatch(row -> row.body().length == 0);
        assertThat(vault.open(headers.rows().getFirst()).header())
                .asString(UTF_8)
                .startsWith("list-");
    }

    @Test
    void relabelsTheRowsOfAnEncounterTogetherWithAWrite() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "label-1", 1, "plain"), put(patient, "label-2", 1, "plain"));
        List<Relabel> relabels = vault.rowsOfEncounter(patient, "visit-1").stream()
                .map(row -> new Relabel(row.row(), "strict".getBytes(UTF_8)))
                .toList();
        assertThat(relabels).hasSize(2);

        vault.write(1_000_002, new Write(patient, List.of(put(patient, "label-3", 1, "strict")), relabels, List.of()));

        assertThat(vault.count(patient, Optional.empty(), Set.of(classOf(patient, "strict"))))
                .isEqualTo(3);
        assertThat(vault.rowsOfEncounter(patient, "visit-2")).isEmpty();
        vault.relabel(patient, List.of(new Relabel(relabels.getFirst().row(), "plain".getBytes(UTF_8))));
        assertThat(vault.count(patient, Optional.empty(), Set.of(classOf(patient, "plain"))))
                .isEqualTo(1);
    }

    @Test
    void refusesToRelabelARowThatMovedOn() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "moved", 1, "plain"));
        RowRef judged = vault.locate("Observation", "moved").orElseThrow().row();
        test.write(put(patient, "moved", 2, "strict"));

        assertThatThrownBy(() -> vault.relabel(patient, List.of(new Relabel(judged, "plain".getBytes(UTF_8)))))
                .isInstanceOf(VersionConflictException.class);

        assertThat(vault.locate("Observation", "moved").orElseThrow().classToken())
                .isEqualTo(classOf(patient, "strict"));
    }

    @Test
    void refusesAWriteForTwoPatientsOrOfARowTwice() {
        PatientId one = vault.enrol();
        PatientId other = vault.enrol();

        assertThatThrownBy(() -> test.write(put(one, "two-1", 1, "plain"), put(other, "two-2", 1, "plain")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> test.write(put(one, "two-1", 1, "plain"), put(one, "two-1", 2, "plain")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesRowsPutInEachOthersPlace() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "swap-1", 1, "plain"), put(patient, "swap-2", 1, "plain"));
        test.write(put(patient, "swap-1", 2, "plain"));
        Sealed one = vault.locate("Observation", "swap-1").orElseThrow();
        Sealed other = vault.locate("Observation", "swap-2").orElseThrow();
        Sealed older =
                vault.locateVersion("Observation", "swap-1", 1).orElseThrow().sealed();
        RowRef elsewhere = new RowRef(vault.enrol(), one.row().row(), one.row().version());

        assertThatThrownBy(() -> vault.open(with(one.row(), other))).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(with(one.row(), older))).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(with(elsewhere, one))).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.open(
                        new Sealed(one.row(), one.classToken(), 1, one.writtenDay(), one.header(), one.header())))
                .isInstanceOf(SealBrokenException.class);
    }

    private static Sealed with(RowRef row, Sealed parts) {
        return new Sealed(row, parts.classToken(), 1, parts.writtenDay(), parts.header(), parts.body());
    }

    @Test
    void anotherNodeReadsWhatThisOneWrote() {
        PatientId patient = vault.enrol();
        test.write(put(patient, "shared", 1, "plain"));

        Vault node = test.reopened(test.source);

        assertThat(node.open(node.locate("Observation", "shared").orElseThrow()).body())
                .asString(UTF_8)
                .isEqualTo("body of shared at 1");
        assertThatThrownBy(() -> test.reopened(new MemoryKeySource(test.random)))
                .isInstanceOf(KeySourceException.class)
                .hasMessageContaining("right key");
    }

    @Test
    void bindsAnIdentityToOnePatient() {
        PatientId patient = vault.enrol();
        PatientId other = vault.enrol();
        vault.bind(patient, Identities.ID_NUMBER, "11010519491231002x");
        vault.bind(patient, Identities.ID_NUMBER, "11010519491231002X");

        assertThat(vault.find(Identities.ID_NUMBER, " 110105-19491231-002Ｘ ")).contains(patient);
        assertThat(vault.find("RECORD_NUMBER", "11010519491231002X")).isEmpty();
        assertThatThrownBy(() -> vault.bind(other, Identities.ID_NUMBER, "11010519491231002X"))
                .isInstanceOf(IdentityTakenException.class)
                .hasMessageNotContaining("1101");
        vault.unbind(other, Identities.ID_NUMBER, "11010519491231002X");
        assertThat(vault.find(Identities.ID_NUMBER, "11010519491231002X")).contains(patient);
        vault.unbind(patient, Identities.ID_NUMBER, "11010519491231002X");
        vault.bind(other, Identities.ID_NUMBER, "11010519491231002X");
        assertThat(vault.find(Identities.ID_NUMBER, "11010519491231002X")).contains(other);
    }

    @Test
    void bindsWithTheWriteOrNotAtAll() {
        PatientId holder = vault.enrol();
        PatientId patient = vault.enrol();
        vault.bind(holder, "RECORD_NUMBER", "with-write-1");
        vault.bind(holder, Identities.PHONE, "13900000001");
        var shared = new Bindings.Identity(Identities.PHONE, "139 0000 0001", false);
        var bindings = new Bindings(
                List.of(shared, new Bindings.Identity("RECORD_NUMBER", "with-write-2", true)), Set.of("ward-7"));
        var taken = new Bindings(
                List.of(
                        new Bindings.Identity("RECORD_NUMBER", "with-write-3", true),
                        new Bindings.Identity("RECORD_NUMBER", "with-write-1", true)),
                Set.of("ward-8"));

        assertThatThrownBy(() -> vault.write(1_000_011, bound(patient, "bind-1", taken)))
                .isInstanceOf(IdentityTakenException.class);
        assertThat(vault.locate("Observation", "bind-1")).isEmpty();
        assertThat(vault.isApplied(1_000_011)).isFalse();
        assertThat(vault.find("RECORD_NUMBER", "with-write-3")).isEmpty();
        assertThat(vault.related("ward-8", 1)).isEmpty();

        vault.write(1_000_012, bound(patient, "bind-2", bindings));
        assertThat(vault.find("RECORD_NUMBER", "with-write-2")).contains(patient);
        assertThat(vault.find(Identities.PHONE, "13900000001"))
                .as("shared, so it stays")
                .contains(holder);
        assertThat(vault.related("ward-7", 2)).containsExactly(patient);
    }

    private static Write bound(PatientId patient, String id, Bindings bindings) {
        return new Write(patient, List.of(put(patient, id, 1, "plain")), List.of(), List.of(), bindings);
    }

    @Test
    void keepsCareLists() {
        Set<PatientId> patients =
                IntStream.range(0, 5).mapToObj(i -> vault.enrol()).collect(Collectors.toSet());
        patients.forEach(patient -> vault.relate(patient, "cardiology"));
        patients.forEach(patient -> vault.relate(patient, "cardiology"));

        List<PatientId> first = vault.related("cardiology", 3);
        List<PatientId> rest = vault.relatedAfter("cardiology", first.getLast(), 3);

        assertThat(first).hasSize(3);
        assertThat(rest).hasSize(2);
        assertThat(patients).containsAll(first).containsAll(rest).hasSize(5);
        vault.unrelate(first.getFirst(), "cardiology");
        assertThat(vault.related("cardiology", 10)).hasSize(4).doesNotContain(first.getFirst());
        assertThat(vault.related("neurology", 10)).isEmpty();
    }

    @Test
    void refusesAPatientNobodyEnrolled() {
        PatientId nobody = PatientId.of("00000000-0000-4000-8000-000000000001");

        assertThatThrownBy(() -> vault.keys(nobody)).isInstanceOf(UnknownPatientException.class);
        assertThatThrownBy(() -> test.write(put(nobody, "nobody", 1, "plain")))
                .isInstanceOf(UnknownPatientException.class);
        assertThatThrownBy(() -> vault.bind(nobody, Identities.PHONE, "13800138000"))
                .isInstanceOf(UnknownPatientException.class);
        assertThatThrownBy(() -> vault.relate(nobody, "cardiology")).isInstanceOf(UnknownPatientException.class);
        assertThatThrownBy(() -> vault.purge(nobody, Vault.LogKey.DESTROY)).isInstanceOf(UnknownPatientException.class);
    }
}

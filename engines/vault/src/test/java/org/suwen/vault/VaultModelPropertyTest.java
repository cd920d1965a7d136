package org.suwen.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** The vault against a map in memory, over random writes, re-labellings and refused versions. */
class VaultModelPropertyTest {
    private static final AtomicInteger TRIES = new AtomicInteger();

    private static final TestVault TEST = TestVault.fresh();
    private static final Vault VAULT = TEST.vault;

    @AfterContainer
    static void close() {
        TEST.close();
    }

    /** One step: rows to put with the error of their version, or to relabel. */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Step(Set<Integer> ids, String label, int versionError, boolean relabel, byte[] body) {}

    /** What the model knows of a row. */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Known(long version, String type, String label, byte[] body) {}

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11).set().ofMinSize(1).ofMaxSize(6),
                        Arbitraries.of("plain", "strict", "hidden"),
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(8, 0),
                                net.jqwik.api.Tuple.of(1, 1),
                                net.jqwik.api.Tuple.of(1, -1)),
                        Arbitraries.frequency(net.jqwik.api.Tuple.of(4, false), net.jqwik.api.Tuple.of(1, true)),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(700))
                .as(Step::new);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void agreesWithAMapInMemory(
            @ForAll @Size(min = 1, max = 25) List<@net.jqwik.api.From("steps") Step> steps,
            @ForAll @IntRange(min = 1, max = 14) int pageSize,
            @ForAll Set<@net.jqwik.api.From("labels") String> permitted) {
        String name = "model-" + TRIES.incrementAndGet() + "-";
        PatientId patient = VAULT.enrol();
        Map<Integer, Known> model = new TreeMap<>();

        for (Step step : steps) {
            take(patient, name, model, step);
        }

        assertSameRows(patient, name, model);
        assertSameListing(patient, model, permitted, pageSize);
    }

    @Provide
    Arbitrary<String> labels() {
        return Arbitraries.of("plain", "strict", "hidden");
    }

    private static void take(PatientId patient, String name, Map<Integer, Known> model, Step step) {
        if (step.relabel()) {
            Map<Integer, Known> there = new TreeMap<>(model);
            there.keySet().retainAll(step.ids());
            List<Relabel> relabels = new ArrayList<>();
            there.forEach((id, known) -> {
                relabels.add(
                        new Relabel(ref(patient, name, id, known), step.label().getBytes(UTF_8)));
                model.put(id, new Known(known.version(), known.type(), step.label(), known.body()));
            });
            VAULT.relabel(patient, relabels);
            return;
        }
        List<Put> puts = step.ids().stream()
                .map(id -> put(patient, name + id, next(model, id) + step.versionError(), step))
                .toList();
        boolean wrong = step.versionError() != 0;
        if (wrong) {
            assertThatThrownBy(() -> TEST.write(puts)).isInstanceOf(VersionConflictException.class);
            return;
        }
        TEST.write(puts);
        step.ids().forEach(id -> model.put(id, new Known(next(model, id), type(step), step.label(), step.body())));
    }

    private static long next(Map<Integer, Known> model, int id) {
        Known known = model.get(id);
        return known == null ? 1 : known.version() + 1;
    }

    private static String type(Step step) {
        return step.body().length % 2 == 0 ? "Observation" : "Condition";
    }

    private static RowRef ref(PatientId patient, String name, int id, Known known) {
        return new RowRef(patient, VAULT.rowToken("Any", name + id), known.version());
    }

    private static Put put(PatientId patient, String id, long version, Step step) {
        long atLeastOne = version < 1 ? 2 : version;
        byte[] label = step.label().getBytes(UTF_8);
        return new Put(patient, "Any", id, atLeastOne, label, id.getBytes(UTF_8), step.body(), Optional.of(type(step)));
    }

    private static void assertSameRows(PatientId patient, String name, Map<Integer, Known> model) {
        for (int id = 0; id < 12; id++) {
            Optional<Sealed> sealed = VAULT.locate("Any", name + id);
            Known known = model.get(id);
            assertThat(sealed.isPresent()).isEqualTo(known != null);
            if (sealed.isPresent() && known != null) {
                assertThat(sealed.get().row()).isEqualTo(ref(patient, name, id, known));
                assertThat(VAULT.open(sealed.get()).body()).isEqualTo(known.body());
                assertThat(VAULT.locateVersion("Any", name + id, known.version()))
                        .isPresent();
                assertThat(VAULT.locateVersion("Any", name + id, 1)).isPresent();
            }
        }
        for (String encounter : List.of("Observation", "Condition")) {
            long expected = model.values().stream()
                    .filter(known -> known.type().equals(encounter))
                    .count();
            assertThat(VAULT.rowsOfEncounter(patient, encounter)).hasSize((int) expected);
        }
    }

    private static void assertSameListing(
            PatientId patient, Map<Integer, Known> model, Set<String> permitted, int pageSize) {
        Set<Token> tokens = VAULT.classes(patient).stream()
                .filter(entry -> permitted.contains(new String(entry.decisionClass(), UTF_8)))
                .map(ClassEntry::token)
                .collect(Collectors.toSet());
        long expected = model.values().stream()
                .filter(known -> permitted.contains(known.label()))
                .count();
        Set<Token> listed = new java.util.HashSet<>();
        Optional<Cursor> cursor = Optional.of(Cursor.start());
        while (cursor.isPresent()) {
            Page page = VAULT.list(patient, Optional.of("Any"), tokens, cursor.get(), pageSize);
            page.rows().forEach(row -> assertThat(listed.add(row.row().row())).isTrue());
            page.rows().forEach(row -> assertThat(tokens).contains(row.classToken()));
            cursor = page.next();
        }
        assertThat(listed).hasSize((int) expected);
        assertThat(VAULT.count(patient, Optional.empty(), tokens)).isEqualTo(expected);
        assertThat(VAULT.count(patient, Optional.of("Other"), tokens)).isZero();
    }

    @Property(tries = 100)
    void sealsEveryPartForItsPlaceOnly(
            @ForAll @Size(max = 3000) byte[] plain, @ForAll @Size(max = 40) byte[] context, @ForAll String part) {
        PatientKeys keys = VAULT.keys(VAULT.enrol());
        byte[] sealed = keys.seal(part, plain, context);

        assertThat(keys.open(part, sealed, context)).isEqualTo(plain);
        assertThatThrownBy(() -> keys.open(part + "x", sealed, context)).isInstanceOf(SealBrokenException.class);
        byte[] longer = java.util.Arrays.copyOf(context, context.length + 1);
        assertThatThrownBy(() -> keys.open(part, sealed, longer)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> VAULT.keys(VAULT.enrol()).open(part, sealed, context))
                .isInstanceOf(SealBrokenException.class);
    }
}

package org.suwen.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LabelsPropertyTest {
    @Property
    void whatIsEncodedComesBackAndEqualLabelsHaveEqualBytes(@ForAll("labels") Labels labels) {
        byte[] bytes = labels.encode();

        assertThat(Labels.decode(bytes)).isEqualTo(labels);
        assertThat(Labels.decode(bytes).encode()).isEqualTo(bytes);
    }

    @Property
    void everyOtherFormIsRefusedOrIsAnotherValueWithThatForm(
            @ForAll("labels") Labels labels, @ForAll int at, @ForAll byte to) {
        byte[] bytes = labels.encode();
        bytes[Math.floorMod(at, bytes.length)] = to;

        decodesOnlyCanonically(bytes);
    }

    @Property
    void randomBytesOnlyGiveTheTypedError(@ForAll byte[] bytes) {
        decodesOnlyCanonically(bytes);
    }

    @Property
    void aCutOrLongerFormIsRefused(@ForAll("labels") Labels labels) {
        byte[] bytes = labels.encode();

        assertThatThrownBy(() -> Labels.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(MalformedLabelsException.class);
        assertThatThrownBy(() -> Labels.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedLabelsException.class);
    }

    @Property
    void theStricterOfBothIsAtLeastAsStrictAsEach(@ForAll("labels") Labels left, @ForAll("labels") Labels right) {
        Labels both = left.strictestWith(right);

        for (Labels each : new Labels[] {left, right}) {
            assertThat(both.grade()).isGreaterThanOrEqualTo(each.grade());
            assertThat(both.level()).isGreaterThanOrEqualTo(each.level());
            assertThat(both.granularity()).isGreaterThanOrEqualTo(each.granularity());
            assertThat(both.floor()).isGreaterThanOrEqualTo(each.floor());
            assertThat(both.specialDiseases()).containsAll(each.specialDiseases());
            assertThat(both.flags()).containsAll(each.flags());
        }
        assertThat(left.strictestWith(left)).isEqualTo(left);
    }

    @Example
    void theFormOfVersionOneIsFixed() {
        Labels labels = new Labels(
                Category.MEDICAL_APPLICATION,
                5,
                Level.AUTHORISED,
                Granularity.DETAIL,
                Granularity.OVERVIEW,
                new TreeSet<>(Set.of("B", "A")),
                new TreeSet<>(Set.of("LAB_REPORT")),
                EnumSet.of(Flag.PERSONAL_INFORMATION, Flag.PRESCRIPTION));

        assertThat(HexFormat.of().formatHex(labels.encode()))
                .isEqualTo("0102050a0801" + "02" + "0141" + "0142" + "01" + "0a4c41425f5245504f5254");
    }

    private static void decodesOnlyCanonically(byte[] bytes) {
        try {
            assertThat(Labels.decode(bytes).encode()).isEqualTo(bytes);
        } catch (MalformedLabelsException e) {
            assertThat(e.code()).isEqualTo("MALFORMED_LABELS");
        }
    }

    @Provide
    Arbitrary<Labels> labels() {
        Arbitrary<Set<String>> names = Arbitraries.of("A", "B_1", "LAB_REPORT", "HIV", "Z9", "LONGER_NAME_OF_A_CLASS")
                .set()
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(Category.class),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of(Level.class),
                        Arbitraries.of(Granularity.class),
                        Arbitraries.of(Granularity.class),
                        names,
                        names,
                        Arbitraries.of(Flag.class).set())
                .as((category, grade, level, one, other, diseases, classes, flags) -> new Labels(
                        category,
                        grade,
                        level,
                        one.compareTo(other) >= 0 ? one : other,
                        one.compareTo(other) >= 0 ? other : one,
                        new TreeSet<>(diseases),
                        new TreeSet<>(classes),
                        flags));
    }
}

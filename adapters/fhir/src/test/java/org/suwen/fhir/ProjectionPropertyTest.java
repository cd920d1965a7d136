package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.suwen.classification.ElementRule;
import org.suwen.classification.Granularity;
import org.suwen.classification.IdentifierKind;

/** Resources are the samples with a marker put into every text; what is left must hold no marker of a hidden element. */
class ProjectionPropertyTest {
    private final Projection projection = new Projection(Samples.ELEMENTS);

    @Property(tries = 400)
    void noMarkerOfAMaskedOrReducedElementIsLeft(
            @ForAll("types") String type, @ForAll("masks") Set<IdentifierKind> mask, @ForAll Granularity upTo) {
        Reduction reduction = new Reduction(mask, upTo, Set.of(), Set.of());
        byte[] marked = Markers.mark(Samples.of(type));

        String left = new String(projection.apply(marked, reduction), StandardCharsets.UTF_8);

        for (String element : Markers.elements(left)) {
            boolean masked = Samples.ELEMENTS.of(type).stream()
                    .filter(rule -> rule.path().equals(element))
                    .map(ElementRule::kind)
                    .anyMatch(mask::contains);
            assertThat(masked)
                    .as("the masked element %s.%s left a marker", type, element)
                    .isFalse();
            assertThat(projection.shows(type, element, upTo) || reduction.isNone())
                    .as("the element %s.%s is shown at %s", type, element, upTo)
                    .isTrue();
        }
        if (!reduction.isNone()) {
            assertThat(StructureCheck.check(left.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void aCopyOfAMaskedTextInAnyOtherElementGoesToo(@ForAll("types") String type, @ForAll("spots") int spot) {
        byte[] planted = Markers.plant(Samples.of(type), "PLANTEDNAME", spot);

        byte[] left = projection.apply(
                planted,
                new Reduction(
                        EnumSet.noneOf(IdentifierKind.class), Granularity.DETAIL, Set.of(), Set.of("PLANTEDNAME")));

        assertThat(new String(left, StandardCharsets.UTF_8)).doesNotContain("PLANTEDNAME");
    }

    @Property(tries = 500)
    void spoiltResourcesOnlyGiveTheTypedError(
            @ForAll("types") String type, @ForAll int at, @ForAll byte to, @ForAll Granularity upTo) {
        byte[] bytes = Samples.of(type);
        bytes[Math.floorMod(at, bytes.length)] = to;

        try {
            assertThat(projection.apply(bytes, new Reduction(Set.of(IdentifierKind.NAME), upTo, Set.of(), Set.of())))
                    .isNotEmpty();
        } catch (InvalidFhirException e) {
            assertThat(e.issues()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(Samples.types());
    }

    @Provide
    Arbitrary<Integer> spots() {
        return Arbitraries.integers().between(0, 400);
    }

    @Provide
    Arbitrary<Set<IdentifierKind>> masks() {
        return Arbitraries.of(EnumSet.complementOf(EnumSet.of(IdentifierKind.NONE)))
                .set()
                .ofMaxSize(4);
    }
}

package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.suwen.classification.Coding;

class FhirScanPropertyTest {
    @Property
    void aScanFindsWhatANaiveWalkOfTheTreeFinds(@ForAll("types") String type) {
        byte[] resource = Samples.of(type);
        List<Coding> codings = new ArrayList<>();
        List<String> references = new ArrayList<>();
        walk(JsonTree.object(resource), "", codings, references);

        FhirScan scan = FhirScan.of(resource);

        assertThat(scan.codings()).containsExactlyInAnyOrderElementsOf(codings);
        assertThat(scan.references().stream().map(FhirScan.Reference::reference).filter(text -> !text.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(references);
    }

    @Property(tries = 1000)
    void spoiltResourcesOnlyGiveTheTypedError(
            @ForAll("types") String type, @ForAll int at, @ForAll byte to, @ForAll int cut) {
        byte[] bytes = Samples.of(type);
        bytes[Math.floorMod(at, bytes.length)] = to;
        byte[] shorter = java.util.Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length));

        survives(bytes);
        survives(shorter);
    }

    @Property(tries = 1000)
    void randomBytesOnlyGiveTheTypedError(@ForAll byte[] bytes) {
        survives(bytes);
    }

    private static void survives(byte[] bytes) {
        assertThat(StructureCheck.check(bytes)).isNotNull();
        for (Runnable parser : List.<Runnable>of(
                () -> FhirScan.of(bytes),
                () -> Bundles.read(bytes),
                () -> CareFacts.of(bytes),
                () -> Consents.read(bytes),
                () -> Rewriting.rewrite(
                        bytes, new Rewriting.Stamp("a", 1, java.time.Instant.EPOCH), ReferenceResolver.NONE))) {
            try {
                parser.run();
            } catch (InvalidFhirException e) {
                assertThat(e.issues()).isNotEmpty();
            }
        }
    }

    private static void walk(Map<String, Object> object, String path, List<Coding> codings, List<String> references) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        boolean coding = List.of(
                                "coding",
                                "class",
                                "security",
                                "tag",
                                "modality",
                                "valueCoding",
                                "sopClass",
                                "format",
                                "bodySite",
                                "code")
                        .contains(name)
                && object.containsKey("code")
                && object.containsKey("system");
        if (coding && !object.containsKey("value") && !object.containsKey("coding")) {
            codings.add(new Coding(path, JsonTree.text(object, "system"), JsonTree.text(object, "code")));
        }
        if (object.get("reference") instanceof String reference) {
            references.add(reference);
        }
        object.forEach((key, value) -> {
            String at = path.isEmpty() ? key : path + "." + key;
            if (value instanceof List<?> list) {
                list.forEach(item -> walk(JsonTree.map(item), at, codings, references));
            } else {
                walk(JsonTree.map(value), at, codings, references);
            }
        });
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(Samples.types());
    }
}

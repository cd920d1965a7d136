package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Coding;
import org.suwen.classification.Evidence;
import org.suwen.classification.Inherited;
import org.suwen.classification.Item;
import org.suwen.classification.Labeller;
import org.suwen.classification.Labelling;
import org.suwen.classification.Placed;

/** The committed demo hospital under the national base of the label rules. */
class HospitalLabelsTest {
    private static final Path PATIENTS = Path.of("../../testdata/hospital/patients");
    private final Labeller labeller = new Labeller(Samples.RULES);

    @Test
    void everyCodeAndEveryKindOfTheDemoHospitalIsKnown() throws IOException {
        List<Evidence> unknown = new ArrayList<>();
        int items = 0;
        for (Path file : files()) {
            Bundles bundle = Bundles.read(Files.readAllBytes(file));
            Map<String, List<Coding>> medications = medications(bundle);
            for (Bundles.Entry entry : bundle.entries()) {
                items++;
                unknown.addAll(label(FhirScan.of(bundle.resource(entry)), medications).evidence().stream()
                        .filter(evidence -> evidence.label().equals("flag:UNKNOWN_CODE")
                                || evidence.label().equals("flag:UNLABELLED"))
                        .toList());
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(items).isGreaterThan(1_000);
    }

    @Test
    void theTumourOfTheFirstPatientSpreadsToItsEncountersAndNoOther() throws IOException {
        Bundles bundle = Bundles.read(Files.readAllBytes(PATIENTS.resolve("CL0000001.json")));
        Map<String, FhirScan> scans = new HashMap<>();
        List<Placed> placed = new ArrayList<>();
        for (Bundles.Entry entry : bundle.entries()) {
            FhirScan scan = FhirScan.of(bundle.resource(entry));
            scans.put(entry.fullUrl(), scan);
            placed.add(new Placed(
                    entry.fullUrl(),
                    scan.type(),
                    scan.encounter().orElse(""),
                    Set.copyOf(scan.references().stream()
                            .map(FhirScan.Reference::reference)
                            .toList()),
                    labeller.label(scan.item()).labels()));
        }

        Map<String, Inherited> spread = labeller.spreading().spread(placed);

        assertThat(spread.values())
                .anySatisfy(each -> assertThat(each.diseases()).contains("MALIGNANT_TUMOUR"));
        List<String> sick = placed.stream()
                .filter(each -> each.type().equals("Condition")
                        && each.own().specialDiseases().contains("MALIGNANT_TUMOUR"))
                .map(Placed::encounter)
                .toList();
        spread.forEach((key, inherited) -> {
            if (!inherited.diseases().contains("MALIGNANT_TUMOUR")) {
                return;
            }
            FhirScan scan = scans.getOrDefault(key, scans.values().iterator().next());
            boolean pointsAtDiagnosis = scan.references().stream()
                    .map(reference -> scans.get(reference.reference()))
                    .anyMatch(target -> target != null && target.type().equals("Condition"));
            assertThat(sick.contains(scan.encounter().orElse("")) || pointsAtDiagnosis)
                    .as(key)
                    .isTrue();
        });
        assertThat(spread.size()).isLessThan(placed.size());
    }

    @Test
    void itsConsentsAndCareRelationsAreUnderstood() throws IOException {
        int consents = 0;
        int units = 0;
        for (Path file : files()) {
            Bundles bundle = Bundles.read(Files.readAllBytes(file));
            for (Bundles.Entry entry : bundle.entries()) {
                byte[] resource = bundle.resource(entry);
                if (entry.type().equals("Consent")) {
                    Agreement agreement = Consents.read(resource);
                    assertThat(Consents.read(Consents.write("c", agreement))).isEqualTo(agreement);
                    consents++;
                } else if (entry.type().equals("Encounter")) {
                    units += CareFacts.of(resource).unit().isPresent() ? 1 : 0;
                }
            }
        }

        assertThat(consents).isGreaterThanOrEqualTo(14);
        assertThat(units).isGreaterThan(100);
    }

    private Labelling label(FhirScan scan, Map<String, List<Coding>> medications) {
        Item item = scan.item();
        for (FhirScan.Reference reference : scan.references()) {
            if (reference.path().equals("medicationReference")) {
                item = scan.with("medicationReference", medications.getOrDefault(reference.reference(), List.of()));
            }
        }
        return labeller.label(item);
    }

    private static Map<String, List<Coding>> medications(Bundles bundle) {
        Map<String, List<Coding>> medications = new HashMap<>();
        for (Bundles.Entry entry : bundle.entries()) {
            if (entry.type().equals("Medication")) {
                medications.put(
                        entry.fullUrl(), FhirScan.of(bundle.resource(entry)).codings());
            }
        }
        return medications;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(PATIENTS)) {
            return files.sorted().toList();
        }
    }
}

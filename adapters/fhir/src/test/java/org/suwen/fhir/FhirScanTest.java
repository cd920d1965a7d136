package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.suwen.classification.Coding;

class FhirScanTest {
    @Test
    void findsTheCodesOfContainedResourcesExtensionsAndSecurityLabelsButNoUnits() {
        FhirScan scan = FhirScan.of(Samples.json("""
                {'resourceType':'Observation','id':'o','meta':{'security':[{'system':'s','code':'R'}]},
                'contained':[{'resourceType':'Condition','code':{'coding':[{'system':'i','code':'B20'}]}}],
                'extension':[{'url':'u','valueCodeableConcept':{'coding':[{'system':'e','code':'x'}]}}],
                'code':{'coding':[{'system':'l','code':'1'}]},
                'valueQuantity':{'value':1,'system':'http://unitsofmeasure.org','code':'mg'}}"""));

        assertThat(scan.codings())
                .containsExactlyInAnyOrder(
                        new Coding("meta.security", "s", "R"),
                        new Coding("contained.code.coding", "i", "B20"),
                        new Coding("extension.valueCodeableConcept.coding", "e", "x"),
                        new Coding("code.coding", "l", "1"));
    }

    @Test
    void findsPatientEncounterAuthorAndTime() {
        FhirScan scan = FhirScan.of(Samples.json("""
                {'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},'encounter':{'reference':'Encounter/e'},
                'performer':[{'identifier':{'system':'https://suwen.org/fhir/staff','value':'dr.lin'}}],
                'effectiveDateTime':'2026-03-01','issued':'2026-03-02T10:00:00+08:00'}"""));

        assertThat(scan.patient()).contains("Patient/p");
        assertThat(scan.encounter()).contains("Encounter/e");
        assertThat(scan.author())
                .hasValueSatisfying(author -> assertThat(author.value()).isEqualTo("dr.lin"));
        assertThat(scan.time()).contains("2026-03-01");
    }

    @Test
    void aCodeInAnUnknownElementIsFoundByItsShape() {
        FhirScan scan =
                FhirScan.of(Samples.json("{'resourceType':'Patient','odd':{'coding':[{'system':'i','code':'B20'}]}}"));

        assertThat(scan.codings()).containsExactly(new Coding("odd.coding", "i", "B20"));
    }

    @Test
    void aMedicationNamedByReferenceBringsItsCodes() {
        FhirScan scan = FhirScan.of(Samples.json(
                "{'resourceType':'MedicationRequest','medicationReference':{'reference':'Medication/1'}}"));

        assertThat(scan.with("medicationReference", List.of(new Coding("code.coding", "r", "1")))
                        .codings())
                .containsExactly(new Coding("medicationReference.code.coding", "r", "1"));
    }

    @Test
    void whatIsNoResourceIsRefused() {
        for (String text : List.of(
                "",
                "[]",
                "1",
                "{}",
                "{'resourceType':7}",
                "{'resourceType':'Patient'} x",
                "{'resourceType':'Patient'")) {
            assertThatThrownBy(() -> FhirScan.of(Samples.json(text))).isInstanceOf(InvalidFhirException.class);
        }
    }
}

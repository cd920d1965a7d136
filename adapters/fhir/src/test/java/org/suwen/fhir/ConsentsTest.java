package org.suwen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentsTest {
    private static final Agreement AGREEMENT = new Agreement(
            Agreement.Kind.AGREEMENT,
            "Patient/p",
            "active",
            Optional.of("2026-03-01T10:00:00+08:00"),
            Optional.of("2026-03-01"),
            Optional.of("2031-03-01"),
            Map.of("MEDICAL_RESEARCH", true, "COMMERCIAL", false),
            Map.of("AKINS", true),
            Map.of("reader-1", false));

    @Test
    void whatIsWrittenComesBackAndIsStructurallyValid() {
        byte[] consent = Consents.write("c1", AGREEMENT);

        assertThat(StructureCheck.check(consent)).isEmpty();
        assertThat(Consents.read(consent)).isEqualTo(AGREEMENT);
        assertThat(Consents.isOurs(FhirScan.of(consent))).isTrue();
    }

    @Test
    void aConsentWithAnythingElseInItIsRefusedWhole() {
        refused("\"purpose\":[", "\"period\":{\"end\":\"2027\"},\"purpose\":[");
        refused("\"MEDICAL_RESEARCH\"", "\"\"");
        refused(Consents.OPTIONS, "http://other");
        refused("\"code\":\"AGREEMENT\"", "\"code\":\"SOMETHING\"");
        refused("\"resourceType\":\"Consent\"", "\"resourceType\":\"Patient\"");
        refused(
                "\"status\":\"active\"",
                "\"modifierExtension\":[{\"url\":\"http://x\",\"valueBoolean\":true}],\"status\":\"active\"");
    }

    private static void refused(String from, String to) {
        String text = new String(Consents.write("c1", AGREEMENT), StandardCharsets.UTF_8);
        assertThat(text).contains(from);

        assertThatThrownBy(() -> Consents.read(text.replace(from, to).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidFhirException.class);
    }

    @Test
    void careFactsComeFromTheEncounter() {
        CareFacts facts = CareFacts.of(Samples.json("""
                {'resourceType':'Encounter','status':'in-progress','class':{'code':'IMP'},
                'participant':[
                 {'type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'PPRF'}]}],'individual':{'identifier':{'system':'https://suwen.org/fhir/staff','value':'dr.lin'}}},
                 {'type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'ATND'}]}],'individual':{'identifier':{'system':'https://suwen.org/fhir/staff','value':'nurse.he'}}},
                 {'type':[{'coding':[{'system':'http://other','code':'ATND'}]}],'individual':{'identifier':{'system':'https://suwen.org/fhir/staff','value':'no'}}},
                 {'type':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'ATND'}]}],'individual':{'identifier':{'system':'http://elsewhere','value':'no'}}}],
                'serviceProvider':{'identifier':{'system':'https://suwen.org/fhir/unit','value':'GE/HB'}},
                'period':{'start':'2026-03-01T08:00:00+08:00'}}"""));

        assertThat(facts.unit()).contains("GE/HB");
        assertThat(facts.responsible()).contains("dr.lin");
        assertThat(facts.receiving()).containsExactly("nurse.he");
        assertThat(facts.start()).contains("2026-03-01T08:00:00+08:00");
        assertThat(facts.end()).isEmpty();
        assertThat(facts.status()).isEqualTo("in-progress");
    }
}

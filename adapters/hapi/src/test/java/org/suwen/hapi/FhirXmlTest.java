package org.suwen.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FhirXmlTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void goesToXmlAndBackWithoutALoss() {
        String json =
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"fullUrl\":\"http://h/Observation/1\","
                        + "\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o1\",\"meta\":{\"versionId\":\"3\"},\"status\":\"final\","
                        + "\"code\":{\"text\":\"心率\"},\"subject\":{\"reference\":\"Patient/p1/_history/2\"},\"_issued\":{\"extension\":"
                        + "[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]},"
                        + "\"valueQuantity\":{\"value\":61.50}}}]}";

        byte[] xml = FhirXml.toXml(bytes(json));

        assertThat(text(xml)).contains("<value value=\"61.50\"/>").contains("心率");
        assertThat(text(FhirXml.toJson(xml))).isEqualTo(json);
    }

    @Test
    void refusesWhatIsNoFhirOrHoldsADocumentType() {
        String bomb = "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Patient xmlns=\"http://hl7.org/fhir\">"
                + "<id value=\"&b;\"/></Patient>";
        String outside =
                "<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Patient xmlns=\"http://hl7.org/fhir\">"
                        + "<id value=\"&a;\"/></Patient>";
        String deep = "<Patient xmlns=\"http://hl7.org/fhir\">" + "<a>".repeat(FhirXml.MAX_DEPTH)
                + "</a>".repeat(FhirXml.MAX_DEPTH) + "</Patient>";
        for (String wrong : List.of(
                bomb,
                outside,
                deep,
                "",
                "{}",
                "<Patient/>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><id>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><nothing value=\"1\"/></Patient>",
                "<Nothing xmlns=\"http://hl7.org/fhir\"/>")) {
            assertThatThrownBy(() -> FhirXml.toJson(bytes(wrong))).as(wrong).isInstanceOf(UnfitException.class);
        }
    }

    @Test
    void theValidatorFindsWhatIsWrongAndNothingWhereNothingIs() {
        var validation = new Validation();
        assertThat(text(validation.validate(bytes("{\"resourceType\":\"Patient\",\"gender\":\"female\"}"))))
                .doesNotContain("\"error\"");
        assertThat(text(validation.validate(bytes("{\"resourceType\":\"Observation\",\"status\":\"final\"}"))))
                .contains("\"severity\":\"error\"")
                .contains("Observation.code");
    }
}

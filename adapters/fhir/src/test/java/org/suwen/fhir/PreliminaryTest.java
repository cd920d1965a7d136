package org.suwen.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreliminaryTest {
    private static final String TAG =
            "{\"system\":\"https://suwen.org/fhir/CodeSystem/mark\",\"code\":\"PRELIMINARY\"}";

    private static String mark(String resource) {
        return new String(Preliminary.mark(resource.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void aReportBecomesPreliminaryAndKeepsItsNumbers() {
        assertThat(mark("{\"resourceType\":\"Observation\",\"meta\":{\"versionId\":\"1\",\"tag\":[{\"code\":\"a\"}]},"
                        + "\"status\":\"final\",\"valueQuantity\":{\"value\":1.10}}"))
                .isEqualTo("{\"resourceType\":\"Observation\",\"meta\":{\"versionId\":\"1\",\"tag\":[{\"code\":\"a\"},"
                        + TAG + "]},\"valueQuantity\":{\"value\":1.10},\"status\":\"preliminary\"}");
    }

    @Test
    void aTypeWithoutSuchAStatusCarriesTheTag() {
        assertThat(mark("{\"resourceType\":\"Condition\",\"meta\":{\"versionId\":\"1\"},\"code\":{\"text\":\"x\"}}"))
                .isEqualTo("{\"resourceType\":\"Condition\",\"meta\":{\"versionId\":\"1\",\"tag\":[" + TAG
                        + "]},\"code\":{\"text\":\"x\"}}");
        assertThat(mark("{\"resourceType\":\"DocumentReference\",\"status\":\"current\"}"))
                .isEqualTo("{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"meta\":{\"tag\":[" + TAG
                        + "]},\"docStatus\":\"preliminary\"}");
    }

    @Test
    void whatIsNoResourceIsRefused() {
        assertThatThrownBy(() -> mark("{\"resourceType\":\"Observation\",")).isInstanceOf(InvalidFhirException.class);
    }
}

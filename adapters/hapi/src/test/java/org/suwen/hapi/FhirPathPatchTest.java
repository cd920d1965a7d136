package org.suwen.hapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FHIRPath Patch by the rules of FHIR R4 §2.0.9; the examples are ours, in the manner of the standard's. */
class FhirPathPatchTest {
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":["
            + "{\"system\":\"http://a\",\"value\":\"1\"},{\"system\":\"http://a\",\"value\":\"2\"},"
            + "{\"system\":\"http://b\",\"value\":\"3\"}],\"name\":[{\"family\":\"F\",\"given\":[\"A\",\"B\"]}],"
            + "\"birthDate\":\"1959-03-26\"}";

    private static String patched(String... operations) {
        String patch = "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", operations) + "]}";
        return new String(FhirPathPatch.apply(bytes(PATIENT), bytes(patch)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String operation(String type, String path, String... parts) {
        return "{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"" + type
                + "\"},{\"name\":\"path\",\"valueString\":\"" + path + "\"}"
                + (parts.length == 0 ? "" : "," + String.join(",", parts)) + "]}";
    }

    private static String number(String name, int value) {
        return "{\"name\":\"" + name + "\",\"valueInteger\":" + value + "}";
    }

    private static final String NAMED_GENDER = "{\"name\":\"name\",\"valueString\":\"gender\"}";

    @Test
    void addsAValueAndAnElementMadeOfParts() {
        assertThat(patched(operation("add", "Patient", NAMED_GENDER, "{\"name\":\"value\",\"valueCode\":\"female\"}")))
                .contains("\"gender\":\"female\"");
        String contact = operation(
                "add",
                "Patient",
                "{\"name\":\"name\",\"valueString\":\"contact\"}",
                "{\"name\":\"value\",\"part\":[{\"name\":\"name\",\"valueHumanName\":{\"text\":\"C\"}},"
                        + "{\"name\":\"gender\",\"valueCode\":\"male\"}]}");
        assertThat(patched(contact, contact))
                .contains("\"contact\":[{\"name\":{\"text\":\"C\"},\"gender\":\"male\"},{\"name\":{\"text\":\"C\"}");
    }

    @Test
    void replacesDeletesInsertsAndMoves() {
        assertThat(patched(operation("replace", "Patient.birthDate", "{\"name\":\"value\",\"valueDate\":\"1960\"}")))
                .contains("\"birthDate\":\"1960\"");
        assertThat(patched(
                        operation("replace", "Patient.name[0].given[0]", "{\"name\":\"value\",\"valueString\":\"X\"}")))
                .contains("\"given\":[\"X\",\"B\"]");
        assertThat(patched(operation("delete", "Patient.identifier.where(system='http://b')")))
                .doesNotContain("http://b")
                .contains("\"value\":\"2\"");
        assertThat(patched(operation("delete", "Patient.gender"))).contains("\"birthDate\"");
        assertThat(patched(operation(
                        "insert",
                        "Patient.identifier",
                        number("index", 1),
                        "{\"name\":\"value\",\"valueIdentifier\":{\"value\":\"new\"}}")))
                .contains("\"value\":\"1\"},{\"value\":\"new\"},{");
        assertThat(patched(operation("move", "Patient.identifier", number("source", 2), number("destination", 0))))
                .contains(
                        "\"identifier\":[{\"system\":\"http://b\",\"value\":\"3\"},{\"system\":\"http://a\",\"value\":\"1\"}");
    }

    @Test
    void saysWhatDoesNotFit() {
        for (String wrong : List.of(
                operation("replace", "Patient.identifier", "{\"name\":\"value\",\"valueString\":\"x\"}"),
                operation("replace", "Patient.gender", "{\"name\":\"value\",\"valueCode\":\"male\"}"),
                operation("delete", "Patient.identifier"),
                operation("delete", "Patient.repeat(children())"),
                operation("delete", "Patient.name.where(family.matches('(a+)+b'))"),
                operation("delete", "Patient.("),
                operation(
                        "insert",
                        "Patient.identifier",
                        number("index", 9),
                        "{\"name\":\"value\",\"valueString\":\"x\"}"),
                operation(
                        "insert",
                        "Patient.birthDate",
                        number("index", 0),
                        "{\"name\":\"value\",\"valueDate\":\"1960\"}"),
                operation("move", "Patient.identifier", number("source", 3), number("destination", 0)),
                operation(
                        "add",
                        "Patient",
                        "{\"name\":\"name\",\"valueString\":\"nothing\"}",
                        "{\"name\":\"value\",\"valueString\":\"x\"}"),
                operation(
                        "add",
                        "Patient",
                        "{\"name\":\"name\",\"valueString\":\"birthDate\"}",
                        "{\"name\":\"value\",\"valueDate\":\"1960\"}"),
                operation("rename", "Patient.gender"),
                "{\"name\":\"other\"}")) {
            assertThatThrownBy(() -> patched(wrong)).as(wrong).isInstanceOf(UnfitException.class);
        }
        assertThatThrownBy(() -> FhirPathPatch.apply(bytes(PATIENT), bytes(PATIENT)))
                .isInstanceOf(UnfitException.class);
        String many = operation("delete", "Patient.gender");
        assertThatThrownBy(() -> patched(java.util.Collections.nCopies(FhirPathPatch.MAX_OPERATIONS + 1, many)
                        .toArray(String[]::new)))
                .hasMessageContaining("200");
    }
}

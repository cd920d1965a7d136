package org.suwen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.suwen.cli.generate.record.Entry;
import org.suwen.cli.generate.record.Json;
import org.suwen.cli.generate.record.Leftovers;
import org.suwen.cli.generate.record.PatientBundle;
import org.suwen.cli.generate.record.RawRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RewriteTest {

    private static final Path PATIENTS = Fixtures.COMMITTED.out().resolve("patients");

    @Test
    void writesTheCommittedInfantAgainByteForByte() throws IOException {
        String committed = Files.readString(PATIENTS.resolve("CL0000008.json"));

        assertThat(Fixtures.rewritten("raw-infant", Fixtures.INFANT).text()).isEqualTo(committed);
    }

    @Test
    void writesTheCommittedPregnantPatientAgainByteForByte() throws IOException {
        String committed = Files.readString(PATIENTS.resolve("CL0000006.json"));

        assertThat(Fixtures.rewritten("raw-woman", Fixtures.PREGNANT).text()).isEqualTo(committed);
    }

    @Test
    void findsSyntheasPersonInEachPlaceOfTheRawRecord() {
        RawRecord raw = Fixtures.raw("raw-woman");
        Leftovers leftovers = new Leftovers(raw);
        JsonNode patient = rawPatient();
        String name = patient.path("name").path(0).path("family").asString();
        String number = patient.path("identifier").path(2).path("value").asString();
        String street = patient.path("address").path(0).path("line").path(0).asString();

        assertThat(number).matches("\\d{3}-\\d{2}-\\d{4}");
        assertThat(leftovers.find(text("seen with " + name + " today"))).contains("/note");
        assertThat(leftovers.find(text("SSN " + number))).contains("/note");
        assertThat(leftovers.find(text(street))).contains("/note");
        assertThat(leftovers.find(text("born in Massachusetts"))).contains("/note");
        assertThat(leftovers.find(attachment("Mrs. " + name))).contains("/data");
        assertThat(leftovers.find(text("一般情况可"))).isEmpty();
    }

    @Test
    void findsPractitionersAndOrganisationsOfTheRawRecord() {
        RawRecord raw = Fixtures.raw("raw-woman");
        Leftovers leftovers = new Leftovers(raw);

        long found = raw.bundle().findParents("reference").stream()
                .filter(node -> node.path("reference").asString().contains("?identifier=") && node.has("display"))
                .filter(node ->
                        leftovers.find(text(node.path("display").asString())).isPresent())
                .count();

        assertThat(found).isGreaterThan(50);
    }

    @Test
    void refusesToWriteABundleInWhichSomethingIsLeft() {
        PatientBundle bundle = Fixtures.rewritten("raw-woman", Fixtures.PREGNANT);
        String name = rawPatient().path("name").path(0).path("given").path(0).asString();
        Entry last = bundle.entries().getLast();
        last.resource().put("note", "told by " + name);

        assertThatIllegalStateException()
                .isThrownBy(bundle::text)
                .withMessageContaining("/resource/note")
                .withMessageNotContaining(name);
    }

    @Test
    void dependsOnTheSeedInTheIdentityOnly() {
        PatientBundle first = Fixtures.rewritten("raw-infant", Fixtures.INFANT);
        GenerateOrder other = new GenerateOrder(14, 1, Fixtures.COMMITTED.now(), 2, 2, Path.of("x"));
        PatientBundle second = new Population(other)
                .bundle(
                        Fixtures.INFANT,
                        Fixtures.raw("raw-infant"),
                        Optional.of(Library.episodes().get(Fixtures.INFANT - 1)));

        assertThat(second.identity().address()).isNotEqualTo(first.identity().address());
        assertThat(second.identity().birth()).isEqualTo(first.identity().birth());
        assertThat(second.entries()).hasSameSizeAs(first.entries());
    }

    private static JsonNode rawPatient() {
        return Json.MAPPER
                .readTree(Fixtures.rawBytes("raw-woman"))
                .path("entry")
                .path(0)
                .path("resource");
    }

    private static ObjectNode text(String text) {
        return Json.MAPPER.createObjectNode().put("note", text);
    }

    private static ObjectNode attachment(String text) {
        return Json.MAPPER
                .createObjectNode()
                .put("data", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.suwen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.suwen.cli.generate.person.ResidentNumber;
import org.suwen.cli.generate.record.Directory;
import org.suwen.cli.generate.record.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CommittedSetTest {

    private static final Path SET = Fixtures.COMMITTED.out();
    private static final long MOST_BYTES = 6L * 1024 * 1024;

    /** Social security numbers, Synthea's numbered names, phone numbers and words of the United States. */
    private static final Pattern AMERICAN = Pattern.compile(
            "\\b999-\\d{2}-\\d{4}\\b|\\b555-\\d{3}-\\d{4}\\b|\"(Mrs?|Ms|Dr)\\. |Massachusetts|, MA\\b|Medicare|Medicaid|us-core|us-ssn"
                    + "|synthea|Synthea|INC\"|HOSPITAL|\"USD\"|core-race|ombCategory|ethnicity|Hispanic|maiden|geolocation|passport");

    private static final Pattern NUMBERED_NAME = Pattern.compile("\\b\\p{Lu}\\p{Ll}{2,}\\d{2,3}\\b");

    @Test
    void parsesStrictly() throws IOException {
        FhirContext fhir = FhirContext.forR4();
        fhir.setParserErrorHandler(new StrictErrorHandler());

        for (Path file : patients()) {
            Bundle bundle = fhir.newJsonParser().parseResource(Bundle.class, Files.readString(file));
            assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
            assertThat(bundle.getEntry()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void stayWithinSixMegabytes() throws IOException {
        long bytes = 0;
        for (Path file : patients()) {
            bytes += Files.size(file);
        }

        assertThat(patients()).hasSize(Fixtures.COMMITTED.patients());
        assertThat(bytes).isBetween(500_000L, MOST_BYTES);
    }

    @Test
    void holdsNothingAmericanAboutAPerson() throws IOException {
        for (Path file : patients()) {
            String text = Files.readString(file);
            for (JsonNode data : bundle(file).findValues("data")) {
                text += new String(Base64.getDecoder().decode(data.asString()), StandardCharsets.UTF_8);
            }
            assertThat(AMERICAN.matcher(text).results().map(hit -> hit.group()).distinct())
                    .as(file.toString())
                    .isEmpty();
            assertThat(NUMBERED_NAME
                            .matcher(text)
                            .results()
                            .map(hit -> hit.group())
                            .distinct())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void refersOnlyToWhatItHolds() throws IOException {
        for (Path file : patients()) {
            JsonNode bundle = bundle(file);
            Set<String> held = new HashSet<>();
            bundle.path("entry").forEach(entry -> held.add(entry.path("fullUrl").asString()));

            assertThat(bundle.findValues("reference"))
                    .filteredOn(JsonNode::isString)
                    .allSatisfy(reference -> assertThat(held).contains(reference.asString()));
        }
    }

    @Test
    void namesOnlyUnitsAndStaffOfTheHospital() throws IOException {
        JsonNode hospital = hospital();
        Directory directory = new Directory(hospital);
        Set<String> staff = new HashSet<>();
        hospital.path("staff").forEach(one -> staff.add(one.path("id").asString()));

        for (Path file : patients()) {
            for (JsonNode entry : bundle(file).path("entry")) {
                JsonNode resource = entry.path("resource");
                if (resource.path("resourceType").asString().equals("Encounter")) {
                    assertThat(directory.hasUnit(resource.path("serviceProvider")
                                    .path("identifier")
                                    .path("value")
                                    .asString()))
                            .isTrue();
                    resource.path("participant")
                            .forEach(participant -> assertThat(staff)
                                    .contains(participant
                                            .path("individual")
                                            .path("identifier")
                                            .path("value")
                                            .asString()));
                }
            }
        }
    }

    @Test
    void givesEveryoneAResidentNumberOfTheirOwn() throws IOException {
        Set<String> numbers = new HashSet<>();
        for (Path file : patients()) {
            JsonNode patient = bundle(file).path("entry").path(0).path("resource");
            ResidentNumber number = new ResidentNumber(
                    patient.path("identifier").path(1).path("value").asString());
            assertThat(number.value())
                    .startsWith("9901")
                    .contains(patient.path("birthDate").asString().replace("-", ""));
            boolean male = Character.digit(number.value().charAt(16), 10) % 2 == 1;
            assertThat(patient.path("gender").asString()).isEqualTo(male ? "male" : "female");
            numbers.add(number.value());
        }

        assertThat(numbers).hasSize(Fixtures.COMMITTED.patients());
    }

    @Test
    void codesEveryConditionThreeTimes() throws IOException {
        for (Path file : patients()) {
            resources(file, "Condition")
                    .forEach(condition -> assertThat(condition.path("code").path("coding"))
                            .extracting(coding -> coding.path("system").asString())
                            .containsExactly(
                                    "https://suwen.org/fhir/icd-10-cn-clinical",
                                    "http://hl7.org/fhir/sid/icd-10",
                                    "http://snomed.info/sct"));
        }
    }

    @Test
    void givesEveryFeaturedPatientAnOpenStayNearTheDayOfTheSet() throws IOException {
        LocalDate now = Fixtures.COMMITTED.now();
        for (JsonNode patient : hospital().path("patients")) {
            List<JsonNode> open = resources(SET.resolve(patient.path("bundle").asString()), "Encounter")
                    .filter(encounter -> encounter.path("status").asString().equals("in-progress"))
                    .toList();
            if (patient.path("story").isMissingNode()) {
                assertThat(open).isEmpty();
            } else {
                assertThat(open).hasSize(1);
                LocalDate start = LocalDate.parse(
                        open.getFirst().path("period").path("start").asString().substring(0, 10));
                assertThat(start).isBetween(now.minusDays(10), now);
            }
        }
    }

    @Test
    void presetsNoChoice() throws IOException {
        JsonNode agreement = consent(SET.resolve("patients/CL0000001.json"), "AGREEMENT");
        List<String> answered = agreement.path("provision").findValues("purpose").stream()
                .map(purpose -> purpose.path(0).path("code").asString())
                .toList();

        assertThat(answered)
                .containsExactlyInAnyOrder(
                        "MEDICAL_RESEARCH", "DIAGNOSIS_REFERENCE", "COMMERCIAL", "TEACHING", "INSURANCE_PRICING");
        assertThat(agreement.path("provision").findValues("actor"))
                .extracting(actor -> actor.path(0)
                        .path("reference")
                        .path("identifier")
                        .path("value")
                        .asString())
                .containsExactly("dr.sun", "insurer.ankang", "ai.hepatology");
    }

    @Test
    void tellsEveryoneAndAsksEveryone() throws IOException {
        for (Path file : patients()) {
            for (String kind : List.of("NOTICE", "TREATMENT_AUTHORISATION", "AGREEMENT")) {
                assertThat(consent(file, kind).path("status").asString()).isEqualTo("active");
            }
        }
    }

    @Test
    void writesNothingDatedAfterTheDayOfTheSet() throws IOException {
        Pattern date = Pattern.compile(
                "\"(?:date|dateTime|recordedDate|authoredOn|effectiveDateTime|issued|created|start)\":\"(\\d{4}-\\d{2}-\\d{2})");
        for (Path file : patients()) {
            assertThat(date.matcher(Files.readString(file)).results().map(hit -> LocalDate.parse(hit.group(1))))
                    .allSatisfy(found -> assertThat(found).isBeforeOrEqualTo(Fixtures.COMMITTED.now()));
        }
    }

    private static List<Path> patients() throws IOException {
        try (Stream<Path> files = Files.list(SET.resolve("patients"))) {
            return files.sorted().toList();
        }
    }

    private static JsonNode consent(Path file, String kind) {
        return resources(file, "Consent")
                .filter(consent -> consent.path("category")
                        .path(0)
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString()
                        .equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> resources(Path file, String type) {
        return StreamSupport.stream(bundle(file).path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asString().equals(type));
    }

    private static JsonNode bundle(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode hospital() throws IOException {
        return new YAMLMapper().readTree(Files.readString(SET.resolve("hospital.yaml")));
    }
}

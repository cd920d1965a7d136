package org.suwen.cli.generate.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.suwen.cli.generate.person.Sex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A patient's bundle as Synthea wrote it. */
public final class RawRecord {

    private final JsonNode bundle;

    /** The record of this bundle. */
    public RawRecord(JsonNode bundle) {
        this.bundle = bundle;
    }

    /** The record in this file. */
    public static RawRecord read(Path file) {
        try {
            return new RawRecord(Json.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle's resources, the patient first. */
    List<Entry> entries() {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> new Entry(entry.path("fullUrl").asString(), (ObjectNode) entry.path("resource")))
                .toList();
    }

    Entry patient() {
        return entries().stream()
                .filter(entry -> entry.type().equals("Patient"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a Synthea bundle without a Patient"));
    }

    /** The bundle itself. */
    public JsonNode bundle() {
        return bundle;
    }

    /** The name the patient has inside the bundle. */
    public String patientUrl() {
        return patient().fullUrl();
    }

    /** The patient's sex. */
    public Sex sex() {
        return Sex.ofFhir(patient().resource().path("gender").asString());
    }

    /** The patient's birth date after the shift. */
    public LocalDate birth(DateShift shift) {
        return LocalDate.parse(
                shift.shift(patient().resource().path("birthDate").asString()));
    }

    /** How many special diseases the record holds. */
    public long specialDiseases(Vocabulary vocabulary) {
        return entries().stream()
                .filter(entry -> entry.type().equals("Condition"))
                .map(entry -> entry.resource()
                        .path("code")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString(""))
                .filter(code -> vocabulary
                        .diagnosis(code)
                        .filter(Vocabulary.Diagnosis::isSpecial)
                        .isPresent())
                .count();
    }
}

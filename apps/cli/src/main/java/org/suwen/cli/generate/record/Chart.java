package org.suwen.cli.generate.record;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.suwen.cli.generate.person.Chance;
import org.suwen.cli.generate.person.Identity;
import tools.jackson.databind.node.ObjectNode;

/** What every writer of one patient's record needs: who it is, the hospital, today, and chances of the patient's own. */
public record Chart(Identity identity, String patientUrl, Hospital hospital, long seed, LocalDate now) {

    /** The hospital's fixed data: staff, vocabulary, note templates. */
    public record Hospital(Directory directory, Vocabulary vocabulary, NoteTemplates templates) {}

    /** Notes by kind of visit, with places to fill in. */
    public record NoteTemplates(
            List<String> outpatient,
            List<String> emergency,
            List<String> discharge,
            List<String> nursing,
            List<String> operation) {}

    Chance chance(String... path) {
        return new Chance(seed, identity.record() + "/" + String.join("/", path));
    }

    /** A stable name for something this generator adds. */
    String url(String... path) {
        UUID uuid = chance("url", String.join("/", path)).uuid();
        return "urn:uuid:" + uuid;
    }

    ObjectNode patient() {
        return Fhir.reference(patientUrl);
    }

    Directory directory() {
        return hospital.directory();
    }

    Vocabulary vocabulary() {
        return hospital.vocabulary();
    }

    /** The patient's care in a unit. */
    Directory.Care care(String unit) {
        return directory().care(unit, chance("care", unit));
    }

    /** A time so many days before today, in the hospital's offset. */
    String at(int daysAgo, String time) {
        return OffsetDateTime.of(now.minusDays(daysAgo), LocalTime.parse(time), DateShift.OFFSET)
                .format(DateShift.FORM);
    }
}

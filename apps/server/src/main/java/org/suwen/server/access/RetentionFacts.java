package org.suwen.server.access;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.suwen.decision.DecisionClass;
import org.suwen.vault.ClassEntry;
import org.suwen.vault.Cursor;
import org.suwen.vault.Page;
import org.suwen.vault.PatientId;
import org.suwen.vault.Sealed;
import org.suwen.vault.Vault;
import org.suwen.vault.retention.Held;
import org.suwen.vault.retention.RetentionClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Under which retention classes a patient's rows are kept, and from which days (STO-07 to STO-20). Nothing of a row leaves.
 *
 * <p>A feed names a class that FHIR can't express by a tag of the system {@link #CLASS}, and a product's expiry date by the
 * extension {@link #EXPIRY}. Without a tag: an inpatient stay counts from its end, a virtual visit as Internet care, any
 * other visit and whatever a person of the hospital wrote as outpatient record, a prescription also as such. What the
 * patient's own devices or the patient wrote is kept under no class.
 */
public final class RetentionFacts {

    /** System of tags that name a retention class. */
    public static final String CLASS = "https://suwen.org/fhir/CodeSystem/retention-class";

    /** Extension with a product's expiry date. */
    public static final String EXPIRY = "https://suwen.org/fhir/StructureDefinition/expiry";

    private static final int PAGE = 200;
    private static final Set<String> INPATIENT = Set.of("IMP", "ACUTE", "NONAC", "SS");
    private static final Set<String> OWN_AUTHORS = Set.of("DEVICE", "PATIENT");
    private static final Set<String> NO_RECORD = Set.of(
            "Patient", "RelatedPerson", "Consent", "Coverage", "Device", "Group", "Organization", "Practitioner");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Vault vault;
    private final Gate gate;
    private final ZoneId zone;

    /** Reads {@code vault}; days are those of {@code zone}. */
    public RetentionFacts(Vault vault, Gate gate, ZoneId zone) {
        this.vault = vault;
        this.gate = gate;
        this.zone = zone;
    }

    /** Everything of a patient that is kept under a class. */
    public List<Held> of(PatientId patient) {
        Set<org.suwen.vault.Token> classes =
                vault.classes(patient).stream().map(ClassEntry::token).collect(Collectors.toSet());
        List<Held> all = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.start());
        while (next.isPresent()) {
            Page page = vault.list(patient, Optional.empty(), classes, next.get(), PAGE);
            page.rows().forEach(row -> all.addAll(of(row)));
            next = page.next();
        }
        return all;
    }

    private List<Held> of(Sealed row) {
        RowHeader header = RowHeader.decode(vault.openHeader(row));
        LocalDate day = header.date().orElseGet(() -> LocalDate.ofInstant(header.stored(), zone));
        byte[] body = vault.openBody(row);
        if (body.length == 0) {
            return List.of(Held.from(RetentionClass.OPD_RECORD, day));
        }
        JsonNode json = JSON.readTree(body);
        Optional<RetentionClass> tagged = tag(json);
        if (tagged.isPresent()) {
            return List.of(new Held(tagged.get(), Optional.of(day), expiry(json)));
        }
        return byType(header.type(), json, day, gate.classOf(row));
    }

    private static List<Held> byType(String type, JsonNode json, LocalDate day, DecisionClass dataClass) {
        if (NO_RECORD.contains(type) || OWN_AUTHORS.contains(dataClass.origin().authorKind())) {
            return List.of();
        }
        return switch (type) {
            case "Encounter" -> List.of(visit(json, day));
            case "MedicationRequest" ->
                List.of(Held.from(RetentionClass.OPD_RECORD, day), Held.from(RetentionClass.RX_ORDINARY, day));
            default -> List.of(Held.from(RetentionClass.OPD_RECORD, day));
        };
    }

    private static Held visit(JsonNode encounter, LocalDate day) {
        String kind = encounter.at("/class/code").asString("");
        Optional<LocalDate> end = day(encounter.at("/period/end").asString(""));
        if (INPATIENT.contains(kind)) {
            return new Held(RetentionClass.IPD_RECORD, end, Optional.empty());
        }
        RetentionClass under = kind.equals("VR") ? RetentionClass.INET_RECORD : RetentionClass.OPD_RECORD;
        return Held.from(under, end.orElse(day));
    }

    private static Optional<RetentionClass> tag(JsonNode json) {
        for (JsonNode tag : json.at("/meta/tag")) {
            if (tag.path("system").asString("").equals(CLASS)) {
                return RetentionClass.of(tag.path("code").asString(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> expiry(JsonNode json) {
        for (JsonNode extension : json.path("extension")) {
            if (extension.path("url").asString("").equals(EXPIRY)) {
                return day(extension.path("valueDate").asString(""));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        return text.length() < 10 ? Optional.empty() : Optional.of(LocalDate.parse(text.substring(0, 10)));
    }
}

package org.suwen.cli.generate.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.suwen.cli.generate.person.Chance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Departments, groups and staff of the hospital, as hospital.yaml names them. */
public final class Directory {

    private final String institution;
    private final String institutionName;
    private final Map<String, String> units = new LinkedHashMap<>();
    private final Map<String, Staff> staff = new LinkedHashMap<>();
    private final Map<String, String> recipients = new LinkedHashMap<>();
    private final Map<String, String> models = new LinkedHashMap<>();

    /** A member of staff. */
    public record Staff(String id, String name, String role, String unit) {
        ObjectNode reference() {
            return Fhir.logical(Fhir.STAFF, id, name);
        }
    }

    /** Who looks after a patient in a unit. */
    public record Care(String unit, String unitName, Staff responsible, Staff nurse) {
        ObjectNode unitReference() {
            return Fhir.logical(Fhir.UNIT, unit, unitName);
        }
    }

    /** The directory of this file. */
    public Directory(JsonNode file) {
        this.institution = file.path("institution").path("code").asString();
        this.institutionName = file.path("institution").path("zh").asString();
        for (JsonNode department : file.path("departments")) {
            addUnits(department);
        }
        for (JsonNode one : file.path("staff")) {
            String id = one.path("id").asString();
            boolean ours = one.path("institution").isMissingNode();
            staff.put(
                    id,
                    new Staff(
                            id,
                            one.path("name").asString(),
                            one.path("role").asString(),
                            ours ? one.path("unit").asString("") : ""));
        }
        file.path("recipients")
                .forEach(one -> recipients.put(
                        one.path("id").asString(), one.path("name").path("zh").asString()));
        file.path("models")
                .forEach(one -> models.put(
                        one.path("id").asString(), one.path("name").path("zh").asString()));
    }

    /** Whether this is the key of a care unit: a department without groups, or one of its groups. */
    public boolean hasUnit(String unit) {
        return units.containsKey(unit);
    }

    /** The keys of all care units. */
    public List<String> units() {
        return List.copyOf(units.keySet());
    }

    Staff staff(String id) {
        Staff found = staff.get(id);
        if (found == null) {
            throw new IllegalArgumentException("hospital.yaml has no staff `%s`".formatted(id));
        }
        return found;
    }

    /** The care of a patient in a unit: the same doctor and nurse at each visit. */
    public Care care(String unit, Chance chance) {
        return care(unit, chance.pick(of(unit, "DOCTOR")), chance.pick(of(unit, "NURSE")));
    }

    Care care(String unit, Staff responsible, Staff nurse) {
        String name = units.get(unit);
        if (name == null) {
            throw new IllegalArgumentException("hospital.yaml has no care unit `%s`".formatted(unit));
        }
        return new Care(unit, name, responsible, nurse);
    }

    ObjectNode institution() {
        return Fhir.logical(Fhir.INSTITUTION, institution, institutionName);
    }

    ObjectNode recipient(String id) {
        return Fhir.logical(Fhir.RECIPIENT, id, recipients.getOrDefault(id, id));
    }

    List<String> recipients() {
        return List.copyOf(recipients.keySet());
    }

    ObjectNode model(String id) {
        return Fhir.logical(Fhir.MODEL, id, models.getOrDefault(id, id));
    }

    private List<Staff> of(String unit, String role) {
        return staff.values().stream()
                .filter(one -> one.unit().equals(unit) && one.role().equals(role))
                .toList();
    }

    private void addUnits(JsonNode department) {
        String code = department.path("code").asString();
        String zh = department.path("zh").asString();
        if (department.path("groups").isEmpty()) {
            units.put(code, zh);
        }
        for (JsonNode group : department.path("groups")) {
            units.put(
                    code + "/" + group.path("code").asString(),
                    zh + " " + group.path("zh").asString());
        }
    }
}

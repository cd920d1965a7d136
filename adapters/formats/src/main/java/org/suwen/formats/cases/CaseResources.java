package org.suwen.formats.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the smallest valid FHIR R4 resource for an item that a case gives by kind. */
final class CaseResources {

    private CaseResources() {}

    static String codePath(DataKind kind) {
        return switch (kind.type()) {
            case "DocumentReference" -> "type";
            case "MedicationRequest" -> "medicationCodeableConcept";
            case "ImagingStudy" -> "procedureCode";
            default -> "code";
        };
    }

    static String diseasePath(DataKind kind) {
        return switch (kind.type()) {
            case "Condition" -> "code";
            case "DiagnosticReport" -> "conclusionCode";
            case "DocumentReference" -> "context.event";
            case "Encounter", "MedicationRequest", "ImagingStudy", "ServiceRequest", "FamilyMemberHistory" ->
                "reasonCode";
            default -> "extension";
        };
    }

    static String json(DataItem item) {
        DataKind kind = item.kind().orElseThrow();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("resourceType", text(kind.type()));
        fields.put("id", text(item.id()));
        fields.putAll(required(kind));
        if (!kind.code().isEmpty()) {
            boolean list = kind.type().equals("ImagingStudy");
            fields.put(codePath(kind), list(list, concept(kind.system(), kind.code())));
        }
        item.disease().ifPresent(code -> disease(kind, code, fields));
        if (!kind.type().equals("Patient")) {
            fields.put(subject(kind), reference("Patient/" + item.patient()));
        }
        item.date().ifPresent(day -> date(kind, day.toString(), fields));
        item.author().ifPresent(author -> author(kind, author, fields));
        return object(fields);
    }

    private static String subject(DataKind kind) {
        return switch (kind.type()) {
            case "MolecularSequence", "FamilyMemberHistory" -> "patient";
            default -> "subject";
        };
    }

    private static Map<String, String> required(DataKind kind) {
        return switch (kind.type()) {
            case "Encounter" ->
                Map.of(
                        "status", text("in-progress"),
                        "class",
                                object(Map.of(
                                        "system", text("http://terminology.hl7.org/CodeSystem/v3-ActCode"),
                                        "code", text("IMP"))));
            case "DiagnosticReport", "Observation" -> Map.of("status", text("final"));
            case "DocumentReference" ->
                Map.of(
                        "status",
                        text("current"),
                        "content",
                        "[" + object(Map.of("attachment", object(Map.of("title", text(kind.word()))))) + "]");
            case "MedicationRequest", "ServiceRequest" -> Map.of("status", text("active"), "intent", text("order"));
            case "FamilyMemberHistory" ->
                Map.of(
                        "status", text("completed"),
                        "relationship", concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FTH"));
            case "ImagingStudy" -> Map.of("status", text("available"));
            case "MolecularSequence" -> Map.of("coordinateSystem", "0");
            default -> Map.of();
        };
    }

    private static void disease(DataKind kind, String code, Map<String, String> fields) {
        String concept = concept(Codes.ICD_10, code);
        switch (kind.type()) {
            case "Condition" -> fields.put("code", concept);
            case "DocumentReference" -> fields.put("context", object(Map.of("event", "[" + concept + "]")));
            case "DiagnosticReport",
                    "Encounter",
                    "MedicationRequest",
                    "ImagingStudy",
                    "ServiceRequest",
                    "FamilyMemberHistory" -> fields.put(diseasePath(kind), "[" + concept + "]");
            default -> throw new IllegalArgumentException("a " + kind.word() + " has no place for a disease");
        }
    }

    private static void date(DataKind kind, String day, Map<String, String> fields) {
        switch (kind.type()) {
            case "Encounter" -> fields.put("period", object(Map.of("start", text(day))));
            case "DiagnosticReport" -> fields.put("issued", text(day + "T09:00:00+08:00"));
            case "Observation" -> fields.put("effectiveDateTime", text(day));
            case "DocumentReference" -> fields.put("date", text(day + "T09:00:00+08:00"));
            case "MedicationRequest", "ServiceRequest" -> fields.put("authoredOn", text(day));
            case "FamilyMemberHistory" -> fields.put("date", text(day));
            case "ImagingStudy" -> fields.put("started", text(day));
            case "Condition" -> fields.put("recordedDate", text(day));
            default -> {}
        }
    }

    private static void author(DataKind kind, String author, Map<String, String> fields) {
        String reference = reference("Practitioner/" + author);
        switch (kind.type()) {
            case "DiagnosticReport" -> fields.put("performer", "[" + reference + "]");
            case "Observation" -> fields.put("performer", "[" + reference + "]");
            case "DocumentReference" -> fields.put("author", "[" + reference + "]");
            case "MedicationRequest", "ServiceRequest" -> fields.put("requester", reference);
            case "Condition" -> fields.put("recorder", reference);
            default -> {}
        }
    }

    private static String list(boolean list, String value) {
        return list ? "[" + value + "]" : value;
    }

    private static String concept(String system, String code) {
        return object(Map.of("coding", "[" + object(Map.of("system", text(system), "code", text(code))) + "]"));
    }

    private static String reference(String target) {
        return object(Map.of("reference", text(target)));
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + ":" + field.getValue())
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

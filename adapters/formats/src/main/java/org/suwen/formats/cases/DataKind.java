package org.suwen.formats.cases;

import static org.suwen.formats.cases.Codes.DATA_CLASS;
import static org.suwen.formats.cases.Codes.LOINC;

import java.util.Locale;

/**
 * Kinds of data a case can name instead of writing out a resource. Each stands for one FHIR R4 resource type and one code
 * that says what it is.
 */
public enum DataKind {
    /** The facts of a visit: when, where (DOC-21). */
    OVERVIEW("Encounter", "", ""),
    /** Who the patient is. */
    DEMOGRAPHICS("Patient", "", ""),
    /** A diagnosis; its name belongs to the overview (A3). */
    DIAGNOSIS("Condition", "", ""),
    EXAMINATION_REPORT("DiagnosticReport", LOINC, "18748-4"),
    LAB_REPORT("DiagnosticReport", LOINC, "11502-2"),
    OPERATION_RECORD("DocumentReference", LOINC, "11504-8"),
    DISCHARGE_SUMMARY("DocumentReference", LOINC, "18842-5"),
    PROGRESS_NOTE("DocumentReference", LOINC, "11506-3"),
    PRESCRIPTION("MedicationRequest", "http://www.whocc.no/atc", "C10AA05"),
    CHEST_CT("ImagingStudy", DATA_CLASS, "CHEST_CT"),
    KNEE_XR("ImagingStudy", DATA_CLASS, "KNEE_XR"),
    HEAD_CT("ImagingStudy", DATA_CLASS, "HEAD_CT"),
    RADIOLOGY_REPORT("DiagnosticReport", DATA_CLASS, "RADIOLOGY_REPORT"),
    HIV_TEST("DiagnosticReport", LOINC, "7918-6"),
    HEART_RATE("Observation", LOINC, "8867-4"),
    BLOOD_PRESSURE("Observation", LOINC, "85354-9"),
    LOCATION("Observation", LOINC, "41953-1"),
    /** A report under a code that no map knows. */
    UNKNOWN_REPORT("DiagnosticReport", LOINC, "00000-0"),
    /** A sequence of genes. */
    GENETIC_SEQUENCE("MolecularSequence", "", ""),
    /** The name of an examination that was ordered (DOC-05). */
    ORDER("ServiceRequest", DATA_CLASS, "CHEST_CT"),
    OUTPATIENT_RECORD("DocumentReference", LOINC, "34108-1"),
    ANAESTHESIA_RECORD("DocumentReference", LOINC, "34750-0"),
    REFERRAL_RECORD("DocumentReference", LOINC, "57133-1"),
    INFORMED_CONSENT("DocumentReference", LOINC, "59284-0"),
    PATHOLOGY_REPORT("DiagnosticReport", LOINC, "11526-1"),
    ELECTROCARDIOGRAM("DiagnosticReport", LOINC, "11524-6"),
    FAMILY_HISTORY("FamilyMemberHistory", "", ""),
    BLOOD_GLUCOSE("Observation", LOINC, "2339-0"),
    OXYGEN_SATURATION("Observation", LOINC, "59408-5"),
    SLEEP("Observation", LOINC, "93832-4"),
    STEPS("Observation", LOINC, "55423-8"),
    /** Who did what with the patient's data; read from the ledger, never stored as data. */
    ACCESS_LOG("AuditEvent", "", "");

    private final String type;
    private final String system;
    private final String code;

    DataKind(String type, String system, String code) {
        this.type = type;
        this.system = system;
        this.code = code;
    }

    /** The FHIR resource type. */
    public String type() {
        return type;
    }

    /** The code system of the code that says what it is; empty when the type says it. */
    public String system() {
        return system;
    }

    /** The code that says what it is; empty when the type says it. */
    public String code() {
        return code;
    }

    /** How a case writes it: {@code EXAMINATION_REPORT} as {@code examination-report}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

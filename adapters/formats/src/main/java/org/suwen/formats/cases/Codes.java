package org.suwen.formats.cases;

/** Addresses of code systems that cases use. */
final class Codes {

    static final String LOINC = "http://loinc.org";
    static final String DATA_CLASS = "https://suwen.org/fhir/data-class";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";

    private Codes() {}
}

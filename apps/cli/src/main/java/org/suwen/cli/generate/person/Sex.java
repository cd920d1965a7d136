package org.suwen.cli.generate.person;

/** Sex as a resident-ID number tells it. */
public enum Sex {
    /** An odd order number. */
    MALE("male", "男"),
    /** An even order number. */
    FEMALE("female", "女");

    private final String fhir;
    private final String zh;

    Sex(String fhir, String zh) {
        this.fhir = fhir;
        this.zh = zh;
    }

    /** The code of FHIR's AdministrativeGender. */
    public String fhir() {
        return fhir;
    }

    /** The Chinese word. */
    public String zh() {
        return zh;
    }

    /** The sex of an AdministrativeGender code; anything but `male` counts as female. */
    public static Sex ofFhir(String code) {
        return code.equals(MALE.fhir) ? MALE : FEMALE;
    }
}

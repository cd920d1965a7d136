package org.suwen.classification;

/** What an element identifies a person by (DOC-18, CLS-03 to CLS-07). */
public enum IdentifierKind {
    NAME,
    ID_NUMBER,
    RECORD_NUMBER,
    PHONE,
    EMAIL,
    ADDRESS,
    BIRTH_DATE,
    DEMOGRAPHIC,
    BIOMETRIC,
    DEVICE_ID,
    CONTACT_PERSON,
    LOCATION,
    NONE
}

package org.suwen.decision;

/** The one role an account acts in; a person with two roles has two accounts (ACC-05, ACC-09). */
public enum Role {
    DOCTOR,
    NURSE,
    ADMINISTRATOR,
    OFFICER,
    AUDITOR,
    PATIENT,
    GUARDIAN,
    RESEARCHER,
    /** Someone of a recipient the patient decides on: an insurer, a company, a university (AGR-22). */
    PARTNER,
    /** Someone of an authority who asks under a declared event or a lawful order (COL-09, AGR-25, AGR-26). */
    AUTHORITY,
    CONNECTOR,
    MODEL,
    DEVICE
}

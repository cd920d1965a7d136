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
    CONNECTOR,
    MODEL,
    DEVICE
}

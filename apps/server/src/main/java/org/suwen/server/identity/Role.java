package org.suwen.server.identity;

/** The role an actor has; mirrors the decision engine's type until that module carries it. */
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

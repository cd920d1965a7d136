package org.suwen.decision;

/** What kind of thing acts. */
public enum ActorKind {
    PERSON,
    APP,
    DEVICE,
    MODEL
}

package org.suwen.server.identity;

/** What kind of actor calls; mirrors the decision engine's type until that module carries it. */
public enum ActorKind {
    PERSON,
    APP,
    DEVICE,
    MODEL
}

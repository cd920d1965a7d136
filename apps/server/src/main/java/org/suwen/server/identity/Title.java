package org.suwen.server.identity;

/** A doctor's title, ordered; mirrors the decision engine's type until that module carries it. */
public enum Title {
    RESIDENT,
    ATTENDING,
    ASSOCIATE_CHIEF,
    CHIEF
}

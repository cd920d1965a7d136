package org.suwen.decision;

/** A doctor's professional title, from the lowest to the highest (DOC-13 to DOC-15, A1). */
public enum Title {
    RESIDENT,
    ATTENDING,
    ASSOCIATE_CHIEF,
    CHIEF
}

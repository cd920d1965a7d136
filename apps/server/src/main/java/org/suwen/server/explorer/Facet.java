package org.suwen.server.explorer;

/** A kind of fact about an entry that a search names by its value. */
enum Facet {
    TYPE,
    PERSON,
    PATIENT,
    PURPOSE,
    OUTCOME,
    DOOR,
    ADDRESS,
    RULE,
    REASON;

    String of(String value) {
        return name() + "=" + value;
    }
}

package org.suwen.decision;

/** What is to be done with the data. */
public enum Action {
    /** One named record. */
    READ,
    /** Records found by a search. */
    SEARCH,
    CREATE,
    UPDATE,
    DELETE,
    /** A copy that leaves the system: download, print, save as (PAT-12). */
    EXPORT,
    PRESCRIBE,
    /** Making a document final in one's own name. */
    SIGN,
    /** Data sent by a device. */
    UPLOAD,
    /** Opening emergency access to one patient (ACC-10). */
    BREAK_GLASS
}

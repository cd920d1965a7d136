package org.suwen.fhir.search;

import java.util.Locale;

/** The kinds of search parameters (FHIR R4, search, 3.1.1.3). */
public enum SearchKind {
    TOKEN,
    STRING,
    REFERENCE,
    DATE,
    NUMBER,
    QUANTITY,
    URI,
    COMPOSITE;

    static SearchKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The code of FHIR's SearchParamType. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

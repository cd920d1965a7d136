package org.suwen.fhir.search;

import java.util.Locale;

/** How an ordered value is compared (search, 3.1.1.4.5). */
enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    /** The prefix a value starts with; {@link #EQ} when none. */
    static Prefix of(String value) {
        if (value.length() > 2) {
            for (Prefix each : values()) {
                if (value.startsWith(each.name().toLowerCase(Locale.ROOT))) {
                    return each;
                }
            }
        }
        return EQ;
    }

    /** What follows the prefix. */
    static String rest(String value) {
        for (Prefix each : values()) {
            if (value.length() > 2 && value.startsWith(each.name().toLowerCase(Locale.ROOT))) {
                return value.substring(2);
            }
        }
        return value;
    }
}

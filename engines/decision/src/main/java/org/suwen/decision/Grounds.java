package org.suwen.decision;

import java.util.List;

/** The words for why a permit holds. */
public final class Grounds {

    /** Stands in a condition's {@code ground} when none holds. */
    public static final String NONE = "NONE";

    /** The emergency ground, which no rule may close (I2). */
    public static final String BREAK_GLASS = "BREAK_GLASS";

    /** All words, {@link #NONE} first. */
    public static final List<String> ALL = List.of(
            NONE,
            "RESPONSIBLE",
            "OWN_GROUP",
            "OWN_DEPARTMENT",
            "SUPERVISOR",
            "AUTHOR",
            "INFECTIOUS_EXCEPTION",
            "GRANT",
            BREAK_GLASS,
            "CROSS_ORG_CONSENT",
            "LARGE_CIRCLE",
            "SELF",
            "GUARDIAN",
            "LICENCE",
            "DEVICE",
            "STUDY",
            "CONSENT",
            "DUTY",
            "FEED");

    private Grounds() {}
}

package org.suwen.server.access;

import org.suwen.decision.DecisionClass;

/**
 * How a deleted resource stands in the vault: as a version whose class is that of the version before, under a kind of its
 * own, so that no listing ever comes upon it, and whoever might not see the resource learns nothing of its end (I9).
 */
public final class Deleted {

    private static final String MARK = "Deleted.";

    private Deleted() {}

    /** The class of a deletion. */
    public static DecisionClass of(DecisionClass live) {
        return new DecisionClass(MARK + live.type(), live.labels(), live.unit(), live.origin());
    }

    /** Whether this is the class of a deletion. */
    public static boolean is(DecisionClass dataClass) {
        return dataClass.type().startsWith(MARK);
    }

    /** The class on which a deletion, or anything else, is decided. */
    static DecisionClass live(DecisionClass dataClass) {
        return is(dataClass)
                ? new DecisionClass(
                        dataClass.type().substring(MARK.length()),
                        dataClass.labels(),
                        dataClass.unit(),
                        dataClass.origin())
                : dataClass;
    }
}

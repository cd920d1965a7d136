package org.suwen.classification.tier;

/**
 * Whom a data set covers (CLS-36).
 *
 * @param group the group, or empty
 * @param importantGroup whether the group is an important one
 * @param region the region, or empty
 * @param period the time, or empty
 * @param complete whether nobody of the group (in that region and time) is left out
 */
public record Coverage(String group, boolean importantGroup, String region, String period, boolean complete) {

    /** Nothing is said about coverage. */
    public static final Coverage NONE = new Coverage("", false, "", "", false);

    /** Whether it covers a whole important group, or a whole group of one region in one period. */
    boolean whole() {
        boolean placed = !region.isBlank() && !period.isBlank();
        return complete && !group.isBlank() && (importantGroup || placed);
    }
}

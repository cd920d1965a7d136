package org.suwen.decision;

/**
 * A clinical department and, where it has them, a treatment group in it.
 *
 * @param department the department's code
 * @param group the group's code; empty when the department has no groups
 */
public record CareUnit(String department, String group) {

    /** A department without groups. */
    public static CareUnit of(String department) {
        return new CareUnit(department, "");
    }
}

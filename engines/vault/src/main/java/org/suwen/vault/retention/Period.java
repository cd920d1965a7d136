package org.suwen.vault.retention;

/**
 * How long a class is kept at least.
 *
 * @param years from the day of the record
 * @param yearsAfterExpiry from the expiry date, where there is one; the later end governs
 * @param forever no end at all
 */
public record Period(int years, int yearsAfterExpiry, boolean forever) {
    /** Refuses negative years. */
    public Period {
        if (years < 0 || yearsAfterExpiry < 0) {
            throw new IllegalArgumentException("a period has no negative years");
        }
    }

    /** Years from the day of the record. */
    public static Period ofYears(int years) {
        return new Period(years, 0, false);
    }

    /** Kept for ever. */
    public static Period permanent() {
        return new Period(0, 0, true);
    }
}

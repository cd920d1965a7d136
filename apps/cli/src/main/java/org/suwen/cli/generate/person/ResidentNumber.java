package org.suwen.cli.generate.person;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A resident-ID number of 18 digits (GB 11643-1999) that can belong to nobody: its region starts with 9901, and no
 * region of GB/T 2260 starts with 99. The birth date, the parity of the order number and the check digit are right.
 */
public record ResidentNumber(String value) {

    /** Persons that can share a birth date and a sex before numbers repeat. */
    public static final int CAPACITY = 99 * 500;

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";
    private static final String REGION = "9901";

    /** Refuses a number whose length or check digit is wrong. */
    public ResidentNumber {
        if (value.length() != 18 || value.charAt(17) != checkDigit(value.substring(0, 17))) {
            throw new IllegalArgumentException("not a resident-ID number: length or check digit is wrong");
        }
    }

    /** The number of the index-th synthetic person with this birth date and sex. */
    public static ResidentNumber synthetic(int index, LocalDate birth, Sex sex) {
        int place = Math.floorMod(index, CAPACITY);
        int order = 2 * (place % 500) + (sex == Sex.MALE ? 1 : 0);
        String first = "%s%02d%s%03d"
                .formatted(REGION, place / 500 + 1, birth.format(DateTimeFormatter.BASIC_ISO_DATE), order);
        return new ResidentNumber(first + checkDigit(first));
    }

    /** The check digit of the first 17 digits (ISO 7064 MOD 11-2, GB 11643 §4.2.4). */
    static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * Character.digit(first17.charAt(i), 10);
        }
        return CHECK_DIGITS.charAt(Math.floorMod(sum, 11));
    }
}

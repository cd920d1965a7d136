package org.suwen.fhir;

/** The forms of dates and times of FHIR R4: YYYY, YYYY-MM, YYYY-MM-DD, and with time and zone. */
final class Dates {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Dates() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isDate(char[] text, int offset, int length) {
        if (length != 4 && length != 7 && length != 10) {
            return false;
        }
        int year = number(text, offset, 4);
        if (year <= 0 || length == 4) {
            return year > 0;
        }
        int month = number(text, offset + 5, 2);
        if (text[offset + 4] != '-' || month < 1 || month > 12 || length == 7) {
            return text[offset + 4] == '-' && month >= 1 && month <= 12;
        }
        int day = number(text, offset + 8, 2);
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int last = month == 2 && !leap ? 28 : DAYS[month - 1];
        return text[offset + 7] == '-' && day >= 1 && day <= last;
    }

    static boolean isDateTime(char[] text, int offset, int length) {
        return length <= 10 ? isDate(text, offset, length) : isInstant(text, offset, length);
    }

    static boolean isInstant(char[] text, int offset, int length) {
        if (length < 20 || text[offset + 10] != 'T' || !isDate(text, offset, 10)) {
            return false;
        }
        int zone = zoneLength(text, offset, length);
        return zone > 0 && isTime(text, offset + 11, length - 11 - zone);
    }

    private static int zoneLength(char[] text, int offset, int length) {
        int end = offset + length;
        if (text[end - 1] == 'Z') {
            return 1;
        }
        if (length < 25 || (text[end - 6] != '+' && text[end - 6] != '-') || text[end - 3] != ':') {
            return 0;
        }
        int hours = number(text, end - 5, 2);
        int minutes = number(text, end - 2, 2);
        return hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59 ? 6 : 0;
    }

    static boolean isTime(char[] text, int offset, int length) {
        if (length < 8 || text[offset + 2] != ':' || text[offset + 5] != ':') {
            return false;
        }
        int hour = number(text, offset, 2);
        int minute = number(text, offset + 3, 2);
        int second = number(text, offset + 6, 2);
        boolean inRange = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
        return inRange && isFraction(text, offset + 8, length - 8);
    }

    private static boolean isFraction(char[] text, int offset, int length) {
        if (length == 0) {
            return true;
        }
        if (length == 1 || length > 10 || text[offset] != '.') {
            return false;
        }
        return number(text, offset + 1, length - 1) >= 0;
    }

    /** The number written in these digits, or -1. */
    private static int number(char[] text, int offset, int length) {
        int value = 0;
        for (int i = offset; i < offset + length; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}

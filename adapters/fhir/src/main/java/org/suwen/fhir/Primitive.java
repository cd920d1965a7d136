package org.suwen.fhir;

import java.util.Locale;

/**
 * The primitive types of FHIR R4 (datatypes, "Primitive Types") with the check of each one's form. The checks look at
 * characters one by one; no regular expressions, so that no input makes them slow.
 */
enum Primitive {
    BOOLEAN,
    INTEGER,
    UNSIGNED_INT,
    POSITIVE_INT,
    DECIMAL,
    STRING,
    MARKDOWN,
    XHTML,
    CODE,
    ID,
    OID,
    UUID,
    URI,
    URL,
    CANONICAL,
    BASE64_BINARY,
    DATE,
    DATE_TIME,
    INSTANT,
    TIME;

    static Primitive ofName(String name) {
        StringBuilder constant = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && !name.equals("base64Binary")) {
                constant.append('_');
            }
            constant.append(c);
        }
        String upper = constant.toString().toUpperCase(Locale.ROOT);
        return valueOf(upper.equals("BASE64BINARY") ? "BASE64_BINARY" : upper);
    }

    /** Whether JSON carries it as a string. */
    boolean isText() {
        return switch (this) {
            case BOOLEAN, INTEGER, UNSIGNED_INT, POSITIVE_INT, DECIMAL -> false;
            default -> true;
        };
    }

    /** Whether the characters have this type's form. */
    boolean accepts(char[] text, int offset, int length) {
        if (length == 0) {
            return false;
        }
        return switch (this) {
            case BOOLEAN, STRING, MARKDOWN, DECIMAL -> true;
            case XHTML -> startsWith(text, offset, length, "<div");
            case CODE -> isCode(text, offset, length);
            case ID -> isId(text, offset, length);
            case OID ->
                length > 8 && startsWith(text, offset, length, "urn:oid:") && isOid(text, offset + 8, length - 8);
            case UUID -> length == 45 && startsWith(text, offset, length, "urn:uuid:");
            case URI, URL, CANONICAL -> hasNoBlank(text, offset, length);
            case BASE64_BINARY -> isBase64(text, offset, length);
            case DATE -> Dates.isDate(text, offset, length);
            case DATE_TIME -> Dates.isDateTime(text, offset, length);
            case INSTANT -> Dates.isInstant(text, offset, length);
            case TIME -> Dates.isTime(text, offset, length);
            case INTEGER -> isWhole(text, offset, length, Integer.MIN_VALUE);
            case UNSIGNED_INT -> isWhole(text, offset, length, 0);
            case POSITIVE_INT -> isWhole(text, offset, length, 1);
        };
    }

    private static boolean startsWith(char[] text, int offset, int length, String start) {
        if (length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (text[offset + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCode(char[] text, int offset, int length) {
        boolean blank = true; // neither at the ends nor twice in a row
        for (int i = offset; i < offset + length; i++) {
            boolean space = Character.isWhitespace(text[i]);
            if (space && (blank || text[i] != ' ')) {
                return false;
            }
            blank = space;
        }
        return !blank;
    }

    private static boolean isId(char[] text, int offset, int length) {
        if (length > 64) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            boolean allowed =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOid(char[] text, int offset, int length) {
        boolean digit = false;
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '.' ? !digit : !Dates.isDigit(text[i])) {
                return false;
            }
            digit = text[i] != '.';
        }
        return digit;
    }

    private static boolean hasNoBlank(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (Character.isWhitespace(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char[] text, int offset, int length) {
        int count = 0;
        int padding = 0;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                continue;
            }
            boolean letter =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || Dates.isDigit(c) || c == '+' || c == '/';
            if (c == '=') {
                padding++;
            } else if (!letter || padding > 0) {
                return false;
            }
            count++;
        }
        return count % 4 == 0 && padding <= 2;
    }

    private static boolean isWhole(char[] text, int offset, int length, long least) {
        boolean negative = text[offset] == '-';
        int start = negative ? 1 : 0;
        if (length - start < 1 || length - start > 10) {
            return false;
        }
        long value = 0;
        for (int i = start; i < length; i++) {
            char c = text[offset + i];
            if (!Dates.isDigit(c)) {
                return false;
            }
            value = value * 10 + (c - '0');
        }
        long signed = negative ? -value : value;
        return signed >= least && signed <= Integer.MAX_VALUE;
    }
}

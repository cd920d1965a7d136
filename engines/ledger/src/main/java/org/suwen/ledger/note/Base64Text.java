package org.suwen.ledger.note;

import java.util.Base64;

/** Standard base64 read strictly: padding and unused bits have one form only. */
public final class Base64Text {
    /** What {@link #decode} gives for text that is not base64; no valid text gives it. */
    static final byte[] INVALID = {};

    private Base64Text() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes, or none when the text is empty or not the one base64 form of any bytes. */
    public static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return encode(bytes).equals(text) ? bytes : INVALID;
        } catch (IllegalArgumentException e) {
            return INVALID; // the JDK's decoder says "not base64" by this exception alone
        }
    }
}

package org.suwen.vault;

import java.text.Normalizer;
import java.util.Locale;

/** The one spelling of an identity value, so that equal identities give equal tokens. */
public final class Identities {
    /** Resident identity number. */
    public static final String ID_NUMBER = "ID_NUMBER";

    /** Telephone number; the country code of the mainland is dropped. */
    public static final String PHONE = "PHONE";

    /** A person's name. */
    public static final String NAME = "NAME";

    /** Longest value, in characters. */
    public static final int MAX_VALUE = 512;

    private Identities() {}

    /**
     * The value in Unicode form NFKC and capitals, without spaces, controls and dashes; names keep their dashes. Refuses
     * values that are empty then, or longer than {@link #MAX_VALUE} characters.
     */
    public static String normalise(String identityKind, String value) {
        if (value.length() > MAX_VALUE) {
            throw new IllegalArgumentException("a value of `" + identityKind + "` is too long");
        }
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(character -> keeps(identityKind, character))
                .forEach(kept::appendCodePoint);
        String normal = identityKind.equals(PHONE) ? withoutCountry(kept.toString()) : kept.toString();
        if (normal.isEmpty()) {
            throw new IllegalArgumentException("a value of `" + identityKind + "` is empty");
        }
        return normal;
    }

    private static boolean keeps(String identityKind, int character) {
        int type = Character.getType(character);
        boolean dash = type == Character.DASH_PUNCTUATION && !identityKind.equals(NAME);
        boolean invisible = type == Character.CONTROL || type == Character.FORMAT;
        return !dash && !invisible && !Character.isWhitespace(character) && !Character.isSpaceChar(character);
    }

    private static String withoutCountry(String phone) {
        if (phone.startsWith("+86")) {
            return phone.substring(3);
        }
        return phone.startsWith("0086") ? phone.substring(4) : phone;
    }
}

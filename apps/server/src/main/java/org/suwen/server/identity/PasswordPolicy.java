package org.suwen.server.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a password must contain (PAT-06, ACC-12). */
public record PasswordPolicy(int minimumLength) {
    /** The hash reads no further, so longer passwords are refused and not cut. */
    static final int MAXIMUM_BYTES = 72;

    /** Refuses minimum lengths below 8. */
    public PasswordPolicy {
        if (minimumLength < 8) {
            throw new IllegalArgumentException("the minimum password length must be 8 or more");
        }
    }

    /** Eight characters of all four kinds. */
    public static PasswordPolicy standard() {
        return new PasswordPolicy(8);
    }

    /** One thing a password lacks. */
    public enum Lack {
        LENGTH,
        UPPER_CASE,
        LOWER_CASE,
        DIGIT,
        SPECIAL,
        TOO_LONG
    }

    /** What {@code password} lacks; empty when it is accepted. */
    public List<Lack> lacks(String password) {
        List<Lack> lacks = new ArrayList<>();
        require(password.codePointCount(0, password.length()) >= minimumLength, Lack.LENGTH, lacks);
        require(password.codePoints().anyMatch(Character::isUpperCase), Lack.UPPER_CASE, lacks);
        require(password.codePoints().anyMatch(Character::isLowerCase), Lack.LOWER_CASE, lacks);
        require(password.codePoints().anyMatch(Character::isDigit), Lack.DIGIT, lacks);
        require(password.codePoints().anyMatch(PasswordPolicy::special), Lack.SPECIAL, lacks);
        require(password.getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_BYTES, Lack.TOO_LONG, lacks);
        return List.copyOf(lacks);
    }

    private static boolean special(int character) {
        return !Character.isLetterOrDigit(character)
                && !Character.isWhitespace(character)
                && !Character.isISOControl(character);
    }

    private static void require(boolean met, Lack lack, List<Lack> lacks) {
        if (!met) {
            lacks.add(lack);
        }
    }
}

package org.suwen.server.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of user names, and the default names nobody may work under (ACC-07). */
public final class AccountNames {
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{1,63}");
    private static final Set<String> DEFAULTS = Set.of(
            "admin",
            "administrator",
            "root",
            "system",
            "sysadmin",
            "sysdba",
            "sa",
            "test",
            "guest",
            "user",
            "default",
            "operator",
            "demo",
            "postgres",
            "public",
            "anonymous",
            "doctor",
            "nurse",
            "patient");

    private AccountNames() {}

    /** The one form a name is stored and looked up in: NFKC, lower case, trimmed. */
    public static String canonical(String userName) {
        return Normalizer.normalize(userName, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Refuses a new account's name that is malformed, or a default or shared one. */
    static void check(String canonical) {
        if (!FORM.matcher(canonical).matches()) {
            throw new IllegalArgumentException(
                    "a user name has 2 to 64 letters, digits or `._@+-` and begins with a letter or digit");
        }
        if (DEFAULTS.contains(canonical)) {
            throw new IllegalArgumentException(
                    "default and shared user names are not allowed (ACC-07), name the person");
        }
    }
}

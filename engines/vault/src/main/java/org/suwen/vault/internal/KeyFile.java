package org.suwen.vault.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The text of a key file: what the passphrase is stretched with, and the root key sealed under the result.
 *
 * @param id 16 hex digits that name the root key
 * @param iterations rounds of PBKDF2, 600,000 to 100,000,000
 * @param salt 32 hex digits
 * @param sealed the envelope in hex
 */
public record KeyFile(String id, int iterations, String salt, String sealed) {
    /** Fewest rounds of PBKDF2-HMAC-SHA256. */
    public static final int MIN_ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 100_000_000;
    private static final Pattern FORM = Pattern.compile("""
            suwen key file 1
            id ([0-9a-f]{16})
            kdf PBKDF2-HMAC-SHA256 ([1-9][0-9]{0,8})
            salt ([0-9a-f]{32})
            root ([0-9a-f]{132})
            """);

    /** Refuses too few or too many rounds. */
    public KeyFile {
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("a key file has `" + MIN_ITERATIONS + "` to `" + MAX_ITERATIONS
                    + "` rounds, not `" + iterations + "`");
        }
    }

    /** Seals a root key of 32 bytes under a passphrase. */
    public static KeyFile seal(byte[] root, char[] passphrase, SecureRandom random) {
        KeyFile open = new KeyFile(hex(random, 8), MIN_ITERATIONS, hex(random, 16), "");
        SecretBytes key = open.stretch(passphrase);
        byte[] sealed = new Envelope(Suite.EXACT, random).seal(key, 0, open.associated(), root);
        key.destroy();
        return new KeyFile(open.id, open.iterations, open.salt, HexFormat.of().formatHex(sealed));
    }

    /** Reads exactly the form that {@link #text} writes. */
    public static KeyFile parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the text does not have the form of a key file");
        }
        return new KeyFile(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3), matcher.group(4));
    }

    /** The root key, or an exception when the passphrase is wrong or a field was changed. */
    public byte[] open(char[] passphrase, SecureRandom random) throws BrokenSealException {
        SecretBytes key = stretch(passphrase);
        try {
            return new Envelope(Suite.EXACT, random)
                    .open(key, associated(), HexFormat.of().parseHex(sealed));
        } finally {
            key.destroy();
        }
    }

    /** The file's text. */
    public String text() {
        return "suwen key file 1\nid " + id + "\nkdf PBKDF2-HMAC-SHA256 " + iterations + "\nsalt " + salt + "\nroot "
                + sealed + "\n";
    }

    private byte[] associated() {
        return Fields.join(Fields.of("key file"), Fields.of(id), Fields.of(iterations), Fields.of(salt));
    }

    private SecretBytes stretch(char[] passphrase) {
        PBEKeySpec spec =
                new PBEKeySpec(passphrase, HexFormat.of().parseHex(salt), iterations, SecretBytes.LENGTH * Byte.SIZE);
        try {
            return SecretBytes.taking(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no `PBKDF2WithHmacSHA256`", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String hex(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        Arrays.fill(bytes, (byte) 0);
        return hex;
    }
}

package org.suwen.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An Ed25519 public key for notes, signature type 0x01, written as {@code name+hash+base64}.
 *
 * <p>Compared by content.
 */
public final class Ed25519Verifier implements NoteVerifier {
    private static final byte TYPE = 0x01;
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 §4). */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] typeAndKey;
    private final int keyId;
    private final PublicKey key;

    private Ed25519Verifier(String name, byte[] rawKey, PublicKey key) {
        this.name = KeyIds.requireName(name);
        this.typeAndKey = new byte[1 + KEY_BYTES];
        this.typeAndKey[0] = TYPE;
        System.arraycopy(rawKey, 0, typeAndKey, 1, KEY_BYTES);
        this.keyId = KeyIds.keyId(name, typeAndKey);
        this.key = key;
    }

    /** The verifier of a JDK Ed25519 public key. */
    public static Ed25519Verifier of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != SPKI_PREFIX.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
            throw new IllegalArgumentException("the key of `" + name + "` is not an Ed25519 public key");
        }
        return new Ed25519Verifier(name, Arrays.copyOfRange(encoded, SPKI_PREFIX.length, encoded.length), key);
    }

    /**
     * Reads {@code name+hash+base64}.
     *
     * @throws IllegalArgumentException when the form, the type or the hash is not right
     */
    public static Ed25519Verifier parse(String text) {
        String[] parts = text.split("\\+", 3); // base64 may hold a plus itself
        byte[] bytes = parts.length == 3 ? Base64Text.decode(parts[2]) : Base64Text.INVALID;
        if (bytes.length != 1 + KEY_BYTES || bytes[0] != TYPE || !KeyIds.isName(parts[0])) {
            throw new IllegalArgumentException("not an Ed25519 note key of the form name+hash+base64: `" + text + "`");
        }
        Ed25519Verifier verifier = fromRaw(parts[0], Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!hex(verifier.keyId).equals(parts[1])) {
            throw new IllegalArgumentException("the key's hash is `" + hex(verifier.keyId) + "` and not `" + parts[1]
                    + "`; the key text was changed or cut");
        }
        return verifier;
    }

    /** The key's 32 bytes. */
    byte[] raw() {
        return Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length);
    }

    static Ed25519Verifier fromRaw(String name, byte[] raw) {
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not `" + raw.length + "`");
        }
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            return new Ed25519Verifier(name, raw, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key of `" + name + "` is no point of Ed25519", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int keyId() {
        return keyId;
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (SignatureException e) {
            return false; // the bytes are no signature at all, such as S out of range
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Verifier that
                && name.equals(that.name)
                && Arrays.equals(typeAndKey, that.typeAndKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, keyId);
    }

    /** The key as {@code name+hash+base64}. */
    @Override
    public String toString() {
        return name + "+" + hex(keyId) + "+" + Base64Text.encode(typeAndKey);
    }

    private static String hex(int keyId) {
        return HexFormat.of().toHexDigits(keyId);
    }
}

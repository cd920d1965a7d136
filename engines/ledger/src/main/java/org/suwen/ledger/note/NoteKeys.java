package org.suwen.ledger.note;

import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Public keys of every kind we know, as {@code name+hash+base64} (C2SP signed-note, "verifier keys"). */
public final class NoteKeys {
    private NoteKeys() {}

    static byte[] typed(byte type, byte[] raw) {
        byte[] typed = new byte[1 + raw.length];
        typed[0] = type;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return typed;
    }

    static String text(String name, byte[] typeAndKey) {
        String hash = HexFormat.of().toHexDigits(KeyIds.keyId(name, typeAndKey));
        return name + "+" + hash + "+" + Base64Text.encode(typeAndKey);
    }

    /**
     * Reads a key; Ed25519, cosignatures of both kinds, and SM2 where a provider for it is given.
     *
     * @throws IllegalArgumentException when the form, the hash or the kind is not right
     */
    public static NoteVerifier parse(String text, Optional<Provider> national) {
        String[] parts = text.strip().split("\\+", 3); // base64 may hold a plus itself
        byte[] bytes = parts.length == 3 ? Base64Text.decode(parts[2]) : Base64Text.INVALID;
        if (bytes.length < 2 || !KeyIds.isName(parts[0])) {
            throw new IllegalArgumentException("not a note key of the form name+hash+base64");
        }
        if (!text(parts[0], bytes).equals(text.strip())) {
            throw new IllegalArgumentException(
                    "the hash of the key `" + parts[0] + "` does not fit; the key text was changed or cut");
        }
        byte[] raw = Arrays.copyOfRange(bytes, 1, bytes.length);
        return switch (bytes[0]) {
            case 0x01 -> Ed25519Verifier.parse(text.strip());
            case 0x04 -> Cosignature.parse(parts[0], raw);
            case 0x06 -> MlDsaKey.fromRaw(parts[0], raw);
            case (byte) 0xff -> Sm2Key.parse(parts[0], raw, national);
            default ->
                throw new IllegalArgumentException(
                        "the key `" + parts[0] + "` is of the unknown kind `" + (bytes[0] & 0xff) + "`");
        };
    }
}

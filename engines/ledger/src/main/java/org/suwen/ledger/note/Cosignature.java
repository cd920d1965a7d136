package org.suwen.ledger.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * A witness's Ed25519 cosignature with its time, signature type 0x04 of C2SP tlog-cosignature.
 *
 * <p>It says: at this time, this was the largest consistent tree of the log that the witness had seen.
 */
public final class Cosignature implements NoteVerifier {
    private static final byte TYPE = 0x04;

    private final Ed25519Verifier key;
    private final byte[] typeAndKey;

    private Cosignature(Ed25519Verifier key) {
        this.key = key;
        this.typeAndKey = NoteKeys.typed(TYPE, key.raw());
    }

    static Cosignature parse(String name, byte[] raw) {
        return new Cosignature(Ed25519Verifier.fromRaw(name, raw));
    }

    /** A witness that signs with this pair at the clock's time. */
    public static CheckpointSigner signer(String name, KeyPair pair, InstantSource clock) {
        Ed25519Signer signer = new Ed25519Signer(name, pair);
        Cosignature verifier = new Cosignature(signer.verifier());
        return new CheckpointSigner() {
            @Override
            public NoteVerifier verifier() {
                return verifier;
            }

            @Override
            public byte[] sign(byte[] text) {
                long seconds = clock.instant().getEpochSecond();
                byte[] signed = signer.sign(message(text, seconds));
                return ByteBuffer.allocate(Long.BYTES + signed.length)
                        .putLong(seconds)
                        .put(signed)
                        .array();
            }
        };
    }

    private static byte[] message(byte[] text, long seconds) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, message, head.length, text.length);
        return message;
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public int keyId() {
        return KeyIds.keyId(name(), typeAndKey);
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        if (signature.length <= Long.BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        byte[] signed = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
        return seconds >= 0 && key.verify(message(text, seconds), signed);
    }

    /** The key as {@code name+hash+base64}. */
    @Override
    public String toString() {
        return NoteKeys.text(name(), typeAndKey);
    }
}

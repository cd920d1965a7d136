package org.suwen.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import org.suwen.ledger.Checkpoint;

/**
 * An ML-DSA-44 key (FIPS 204) that cosigns checkpoints, signature type 0x06 of C2SP tlog-cosignature.
 *
 * <p>It signs origin, size and root of a checkpoint, its own name and the time. Needs a Java of 24 or newer.
 */
public final class MlDsaKey implements NoteVerifier {
    private static final byte TYPE = 0x06;
    private static final int KEY_BYTES = 1312;
    private static final int SIGNATURE_BYTES = 2420;
    private static final String ALGORITHM = "ML-DSA-44";
    /** SubjectPublicKeyInfo of an ML-DSA-44 key up to its 1312 bytes (RFC 9881 §4). */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final byte[] typeAndKey;
    private final PublicKey key;

    private MlDsaKey(String name, byte[] raw, PublicKey key) {
        this.name = KeyIds.requireName(name);
        this.typeAndKey = NoteKeys.typed(TYPE, raw);
        this.key = key;
    }

    /** The verifier of a JDK ML-DSA-44 public key. */
    public static MlDsaKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        boolean fits = encoded.length == SPKI_PREFIX.length + KEY_BYTES
                && Arrays.equals(encoded, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
        if (!fits) {
            throw new IllegalArgumentException("the key of `" + name + "` is not an ML-DSA-44 public key");
        }
        return new MlDsaKey(name, Arrays.copyOfRange(encoded, SPKI_PREFIX.length, encoded.length), key);
    }

    static MlDsaKey fromRaw(String name, byte[] raw) {
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key of `" + name + "` is not an ML-DSA-44 public key");
        }
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, SPKI_PREFIX.length, KEY_BYTES);
        try {
            return new MlDsaKey(
                    name, raw, KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this Java has no ML-DSA-44 (24 and newer have), or the key is none", e);
        }
    }

    /** A fresh key pair. */
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(new NamedParameterSpec(ALGORITHM), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no ML-DSA-44; 24 and newer have", e);
        }
    }

    /** A signer with this pair, whose signatures carry the clock's time. */
    public static CheckpointSigner signer(String name, KeyPair pair, InstantSource clock) {
        MlDsaKey verifier = of(name, pair.getPublic());
        return new CheckpointSigner() {
            @Override
            public NoteVerifier verifier() {
                return verifier;
            }

            @Override
            public byte[] sign(byte[] text) {
                long seconds = clock.instant().getEpochSecond();
                try {
                    Signature signature = Signature.getInstance(ALGORITHM);
                    signature.initSign(pair.getPrivate());
                    signature.update(verifier.message(text, seconds));
                    byte[] signed = signature.sign();
                    return ByteBuffer.allocate(Long.BYTES + signed.length)
                            .putLong(seconds)
                            .put(signed)
                            .array();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the ML-DSA-44 key can't sign", e);
                }
            }
        };
    }

    /** The {@code cosigned_message} of tlog-cosignature over a checkpoint's text. */
    private byte[] message(byte[] text, long seconds) {
        Checkpoint.Statement statement = Checkpoint.statement(new String(text, StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(LABEL);
        opaque(out, name);
        out.writeBytes(number(seconds));
        opaque(out, statement.origin());
        out.writeBytes(number(0));
        out.writeBytes(number(statement.head().size()));
        out.writeBytes(statement.head().root().bytes());
        return out.toByteArray();
    }

    private static void opaque(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > 255) {
            throw new InvalidNoteException("a cosigner's name and a log's origin have 1 to 255 bytes");
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int keyId() {
        return KeyIds.keyId(name, typeAndKey);
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        if (signature.length != Long.BYTES + SIGNATURE_BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message(text, seconds));
            return seconds >= 0 && verifier.verify(signature, Long.BYTES, SIGNATURE_BYTES);
        } catch (SignatureException | InvalidNoteException e) {
            return false; // no signature at all, or no checkpoint
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no ML-DSA-44; 24 and newer have", e);
        }
    }

    /** The key as {@code name+hash+base64}. */
    @Override
    public String toString() {
        return NoteKeys.text(name, typeAndKey);
    }
}

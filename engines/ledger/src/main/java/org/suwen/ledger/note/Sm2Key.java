package org.suwen.ledger.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An SM2 key (GB/T 32918) that signs notes with SM3, signature type 0xff and the identifier {@code suwen.org/sm2-sm3}.
 *
 * <p>The JDK has no SM2: the app hands in a provider. Others ignore the line, as C2SP signed-note wants.
 */
public final class Sm2Key implements NoteVerifier {
    private static final byte TYPE = (byte) 0xff;
    private static final byte[] KIND = "suwen.org/sm2-sm3\0".getBytes(StandardCharsets.US_ASCII);
    private static final String ALGORITHM = "SM3withSM2";
    private static final int POINT_BYTES = 65;
    /** SubjectPublicKeyInfo of a key on sm2p256v1 up to its point. */
    private static final byte[] SPKI_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

    private final String name;
    private final byte[] typeAndKey;
    private final PublicKey key;
    private final Provider provider;

    private Sm2Key(String name, byte[] point, PublicKey key, Provider provider) {
        this.name = KeyIds.requireName(name);
        byte[] kindAndPoint = Arrays.copyOf(KIND, KIND.length + POINT_BYTES);
        System.arraycopy(point, 0, kindAndPoint, KIND.length, POINT_BYTES);
        this.typeAndKey = NoteKeys.typed(TYPE, kindAndPoint);
        this.key = key;
        this.provider = provider;
    }

    /** The verifier of a provider's SM2 public key. */
    public static Sm2Key of(String name, PublicKey key, Provider provider) {
        byte[] encoded = key.getEncoded();
        boolean fits = encoded.length == SPKI_PREFIX.length + POINT_BYTES
                && Arrays.equals(encoded, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
        if (!fits) {
            throw new IllegalArgumentException("the key of `" + name + "` is not an SM2 public key");
        }
        return new Sm2Key(name, Arrays.copyOfRange(encoded, SPKI_PREFIX.length, encoded.length), key, provider);
    }

    static Sm2Key parse(String name, byte[] raw, Optional<Provider> national) {
        if (raw.length != KIND.length + POINT_BYTES || !Arrays.equals(raw, 0, KIND.length, KIND, 0, KIND.length)) {
            throw new IllegalArgumentException("the key `" + name + "` is of an unknown kind");
        }
        Provider provider = national.orElseThrow(
                () -> new IllegalArgumentException("the key `" + name + "` is an SM2 key, and no provider has SM2"));
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + POINT_BYTES);
        System.arraycopy(raw, KIND.length, encoded, SPKI_PREFIX.length, POINT_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("EC", provider).generatePublic(new X509EncodedKeySpec(encoded));
            return of(name, key, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key of `" + name + "` is no point of SM2", e);
        }
    }

    /** A fresh key pair of the provider. */
    public static KeyPair generate(Provider provider, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider `" + provider.getName() + "` has no SM2", e);
        }
    }

    /** A signer with this pair. */
    public static CheckpointSigner signer(String name, KeyPair pair, Provider provider) {
        Sm2Key verifier = of(name, pair.getPublic(), provider);
        return new CheckpointSigner() {
            @Override
            public NoteVerifier verifier() {
                return verifier;
            }

            @Override
            public byte[] sign(byte[] text) {
                try {
                    Signature signature = Signature.getInstance(ALGORITHM, provider);
                    signature.initSign(pair.getPrivate());
                    signature.update(text);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the SM2 key can't sign", e);
                }
            }
        };
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
        try {
            Signature verifier = Signature.getInstance(ALGORITHM, provider);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // the bytes are no signature at all
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider `" + provider.getName() + "` has no SM2", e);
        }
    }

    /** The key as {@code name+hash+base64}. */
    @Override
    public String toString() {
        return NoteKeys.text(name, typeAndKey);
    }
}

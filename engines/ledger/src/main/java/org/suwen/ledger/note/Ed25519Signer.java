package org.suwen.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;

/** Signs notes with an Ed25519 key of the JDK. */
public final class Ed25519Signer implements CheckpointSigner {
    private final PrivateKey key;
    private final Ed25519Verifier verifier;

    /** A signer of this name; the pair's encodings (PKCS #8, X.509) are what its keeper stores. */
    public Ed25519Signer(String name, KeyPair pair) {
        this.key = pair.getPrivate();
        this.verifier = Ed25519Verifier.of(name, pair.getPublic());
        byte[] probe = {1};
        if (!verifier.verify(probe, sign(probe))) {
            throw new IllegalArgumentException("the two halves of the key of `" + name + "` do not belong together");
        }
    }

    /** A fresh Ed25519 key pair. */
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519", e);
        }
    }

    @Override
    public Ed25519Verifier verifier() {
        return verifier;
    }

    @Override
    public byte[] sign(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Ed25519 key can't sign", e);
        }
    }
}

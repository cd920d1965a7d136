package org.suwen.server.wiring;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.suwen.ledger.note.CheckpointSigner;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.ledger.note.MlDsaKey;
import org.suwen.ledger.note.Sm2Key;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/** The ledger's signing keys: made at the first start, kept sealed among the institution's documents. */
final class SigningKey {

    private static final String GROUP = "ledger-key";

    /** SM2, which the JDK has not. */
    static final Provider NATIONAL = new BouncyCastleProvider();

    private SigningKey() {}

    static Ed25519Signer of(String origin, DirectoryDocuments documents, SecureRandom random) {
        KeyPair pair = kept(
                documents, "ed25519", bytes -> read(bytes, factory("Ed25519")), () -> Ed25519Signer.generate(random));
        return new Ed25519Signer(origin, pair);
    }

    /** Further keys that sign each checkpoint beside the first: ML-DSA-44 against quantum computers, and SM2. */
    static List<CheckpointSigner> further(
            String origin, DirectoryDocuments documents, SecureRandom random, InstantSource clock) {
        KeyPair lattice =
                kept(documents, "ml-dsa-44", bytes -> read(bytes, factory("ML-DSA")), () -> MlDsaKey.generate(random));
        KeyPair national = kept(
                documents, "sm2", bytes -> read(bytes, nationalFactory()), () -> Sm2Key.generate(NATIONAL, random));
        return List.of(MlDsaKey.signer(origin, lattice, clock), Sm2Key.signer(origin, national, NATIONAL));
    }

    private static KeyPair kept(
            DirectoryDocuments documents, String kind, Function<byte[], KeyPair> read, Supplier<KeyPair> fresh) {
        var place = new DocumentKey(GROUP, kind);
        Optional<VersionedBytes> kept = documents.get(place);
        if (kept.isPresent()) {
            return read.apply(kept.get().value());
        }
        KeyPair pair = fresh.get();
        documents.put(place, 0, write(pair));
        return pair;
    }

    private static KeyFactory factory(String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no `" + algorithm + "`", missing);
        }
    }

    private static KeyFactory nationalFactory() {
        try {
            return KeyFactory.getInstance("EC", NATIONAL);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Bouncy Castle has no keys of elliptic curves", missing);
        }
    }

    private static byte[] write(KeyPair pair) {
        byte[] hidden = pair.getPrivate().getEncoded();
        byte[] open = pair.getPublic().getEncoded();
        return ByteBuffer.allocate(Integer.BYTES + hidden.length + open.length)
                .putInt(hidden.length)
                .put(hidden)
                .put(open)
                .array();
    }

    private static KeyPair read(byte[] bytes, KeyFactory factory) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] hidden = new byte[in.getInt()];
        in.get(hidden);
        byte[] open = new byte[in.remaining()];
        in.get(open);
        try {
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(hidden)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the ledger's signing key can't be read", broken);
        }
    }
}

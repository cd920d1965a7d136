package org.suwen.server.wiring;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.suwen.ledger.note.Ed25519Signer;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/** The ledger's signing key: made at the first start, kept sealed among the institution's documents. */
final class SigningKey {

    private static final DocumentKey PLACE = new DocumentKey("ledger-key", "ed25519");

    private SigningKey() {}

    static Ed25519Signer of(String origin, DirectoryDocuments documents, SecureRandom random) {
        Optional<VersionedBytes> kept = documents.get(PLACE);
        if (kept.isPresent()) {
            return new Ed25519Signer(origin, read(kept.get().value()));
        }
        KeyPair pair = Ed25519Signer.generate(random);
        documents.put(PLACE, 0, write(pair));
        return new Ed25519Signer(origin, pair);
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

    private static KeyPair read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] hidden = new byte[in.getInt()];
        in.get(hidden);
        byte[] open = new byte[in.remaining()];
        in.get(open);
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(hidden)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the ledger's signing key can't be read", broken);
        }
    }
}

package org.suwen.server.nodes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;

/**
 * By what nodes of one institution know each other: one key and certificate, made by the first of them and kept sealed
 * among the institution's documents.
 *
 * <p>Whoever can open it holds the institution's root key and could read the ledger's keys as well, so it gives nobody
 * more than he has. Each end of a connection shows it and accepts nothing else.
 */
public final class NodeIdentity {
    private static final DocumentKey PLACE = new DocumentKey("node-key", "tls");
    /** The store lies sealed, so this hides nothing; the format wants one. */
    private static final char[] FORMAL = "sealed".toCharArray();

    private static final int YEARS = 30;

    private final SSLContext context;

    private NodeIdentity(SSLContext context) {
        this.context = context;
    }

    /** The identity kept in {@code documents}, made when there is none yet. */
    public static NodeIdentity of(DirectoryDocuments documents, SecureRandom random, Instant now) {
        try {
            byte[] bytes =
                    documents.get(PLACE).map(VersionedBytes::value).orElseGet(() -> made(documents, random, now));
            return new NodeIdentity(context(KeyStoreBytes.read(bytes), random));
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("the nodes' key can't be used", failed);
        }
    }

    private static byte[] made(DirectoryDocuments documents, SecureRandom random, Instant now) {
        try {
            byte[] bytes = KeyStoreBytes.write(generate(random, now));
            documents.put(PLACE, 0, bytes);
            return bytes;
        } catch (DocumentMovedException meanwhile) { // another node was first
            Optional<VersionedBytes> theirs = documents.get(PLACE);
            return theirs.orElseThrow(() -> meanwhile).value();
        } catch (GeneralSecurityException | IOException | OperatorCreationException failed) {
            throw new IllegalStateException("the nodes' key can't be made", failed);
        }
    }

    private static KeyStore generate(SecureRandom random, Instant now)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        var name = new X500Principal("CN=Suwen node");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, random),
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(365L * YEARS, ChronoUnit.DAYS)),
                name,
                pair.getPublic());
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        KeyStore store = KeyStoreBytes.empty();
        store.setKeyEntry("node", pair.getPrivate(), FORMAL, new X509Certificate[] {certificate});
        store.setCertificateEntry("peer", certificate);
        return store;
    }

    private static SSLContext context(KeyStore store, SecureRandom random) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, FORMAL);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store); // this very certificate and no authority
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), random);
        return context;
    }

    SSLContext context() {
        return context;
    }

    private static final class KeyStoreBytes {
        private KeyStoreBytes() {}

        static KeyStore empty() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, FORMAL);
            return store;
        }

        static byte[] write(KeyStore store) throws GeneralSecurityException, IOException {
            var out = new ByteArrayOutputStream();
            store.store(out, FORMAL);
            return out.toByteArray();
        }

        static KeyStore read(byte[] bytes) throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), FORMAL);
            return store;
        }
    }
}

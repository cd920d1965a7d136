package org.suwen.server.invariants;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A log server of the test's own: syslog over TLS (RFC 5425), messages counted by octets. */
final class LogServer implements AutoCloseable {
    private static final char[] NOTHING = "changeit".toCharArray();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final X509Certificate certificate;
    private final SSLServerSocket socket;

    LogServer() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            certificate = certify(pair);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("log", pair.getPrivate(), NOTHING, new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NOTHING);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        } catch (GeneralSecurityException | OperatorCreationException unusable) {
            throw new IOException(unusable);
        }
    }

    private static X509Certificate certify(KeyPair pair)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Instant now = Clock.systemUTC().instant();
        var name = new X500Principal("CN=log.example");
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    String address() {
        return "tls://127.0.0.1:" + socket.getLocalPort();
    }

    /** Writes the certificate for whoever shall trust it. */
    Path certificate(Path file) throws IOException {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket peer = socket.accept();
                Thread.ofVirtual().start(() -> read(peer));
            }
        } catch (IOException closed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void read(Socket peer) {
        try (peer;
                InputStream in = peer.getInputStream()) {
            var data = new DataInputStream(in);
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = first - '0';
                for (int next = in.read(); next != ' '; next = in.read()) {
                    length = length * 10 + next - '0';
                }
                byte[] message = new byte[length];
                data.readFully(message);
                messages.add(new String(message, StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            messages.add("cut off: " + gone.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

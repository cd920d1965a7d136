package org.suwen.server.syslog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where entries go: {@code tls://host:port} (RFC 5425) or {@code tcp://host:port} (RFC 6587), the latter for a log server
 * on the same machine or behind a tunnel.
 */
public final class SyslogTarget {

    private static final int TLS_PORT = 6514;
    private static final int TCP_PORT = 601;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final SSLSocketFactory tls;

    /**
     * A target whose certificate {@code tls} checks.
     *
     * @throws IllegalArgumentException when the address has another form
     */
    public SyslogTarget(URI address, SSLSocketFactory tls) {
        boolean known = "tls".equals(address.getScheme()) || "tcp".equals(address.getScheme());
        if (!known || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "`suwen.syslog` is `tls://host:port` or `tcp://host:port`, not `" + address + "`");
        }
        this.address = address;
        this.tls = tls;
    }

    /** A connection, its peer checked; the caller closes it. */
    Socket open() throws IOException {
        boolean secure = "tls".equals(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? TLS_PORT : TCP_PORT;
        int patience = Math.toIntExact(PATIENCE.toMillis());
        Socket plain = connected(port, patience);
        try {
            plain.setSoTimeout(patience);
            return secure ? secured(plain, port) : plain;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    /** The first of the host's addresses that answers. */
    private Socket connected(int port, int patience) throws IOException {
        var unreachable = new IOException("no address of the log server answers");
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(each, port), patience);
                return socket;
            } catch (IOException failed) {
                socket.close();
                unreachable.addSuppressed(failed);
            }
        }
        throw unreachable;
    }

    private Socket secured(Socket plain, int port) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, address.getHost(), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}

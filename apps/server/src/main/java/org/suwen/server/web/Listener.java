package org.suwen.server.web;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.Ordered;

/**
 * Holds the listener to the mode (D24): plain HTTP on a loopback address, or TLS; anything else refuses to start.
 *
 * <p>TLS is 1.3 unless {@code server.ssl.enabled-protocols} names others, which is the hospital's recorded choice
 * (STO-25).
 */
public final class Listener implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {
    private static final String[] TLS = {"TLSv1.3"};

    private static final String OLDER = "TLSv1.2";
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Forward secrecy and authenticated encryption, as BSI TR-02102-2 and RFC 9325 have it. */
    private static final List<String> STRONG = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private final ServerMode mode;
    private final String because;
    private final ServerProperties properties;

    /**
     * Checks the configuration.
     *
     * @param because why TLS 1.2 is offered too; empty where it is not
     * @throws IllegalStateException when mode and listener don't fit
     */
    public Listener(ServerMode mode, ServerProperties properties, String because) {
        this.mode = mode;
        this.because = because;
        this.properties = properties;
        boolean tls = Ssl.isEnabled(properties.getSsl());
        if (mode == ServerMode.SERVE && !tls) {
            throw new IllegalStateException(
                    "`serve` answers over TLS only, set `server.ssl.certificate` and `server.ssl.certificate-private-key`");
        }
        @Nullable InetAddress address = properties.getAddress();
        if (mode.plainHttp() && address != null && !address.isLoopbackAddress()) {
            throw new IllegalStateException("`" + mode.name().toLowerCase(java.util.Locale.ROOT)
                    + "` listens on loopback addresses only, remove `server.address` or use `serve`");
        }
    }

    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        if (mode.plainHttp() && properties.getAddress() == null) {
            factory.setAddress(InetAddress.getLoopbackAddress());
        }
        Ssl tls = properties.getSsl();
        if (tls != null) {
            factory.setSsl(strong(tls));
        }
    }

    /** TLS 1.3; with 1.2 only where the hospital says why, and only with suites that are not broken (STO-25, STO-26). */
    private Ssl strong(Ssl tls) {
        if (tls.getEnabledProtocols() == null) {
            tls.setEnabledProtocols(TLS);
        }
        List<String> protocols = List.of(tls.getEnabledProtocols());
        for (String each : protocols) {
            if (!each.equals("TLSv1.3") && !each.equals(OLDER)) {
                throw new IllegalStateException(
                        "`" + each + "` is broken: enable TLSv1.3, and TLSv1.2 where it must be");
            }
        }
        if (protocols.contains(OLDER)) {
            if (because.isBlank()) {
                throw new IllegalStateException(
                        "TLSv1.2 is a choice on record: say in `suwen.tls12-because` who made it"
                                + " and why, or leave TLSv1.3 alone");
            }
            LOG.warn("TLSv1.2 is offered beside 1.3, with strong suites only, because: {}", because);
        }
        List<String> wanted = tls.getCiphers() == null ? STRONG : List.of(tls.getCiphers());
        wanted.stream().filter(each -> !STRONG.contains(each)).findFirst().ifPresent(weak -> {
            throw new IllegalStateException("the suite `" + weak + "` is not among the strong ones: " + STRONG);
        });
        tls.setCiphers(wanted.toArray(String[]::new));
        return tls;
    }

    /** After Spring's own customizer, which copies the properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

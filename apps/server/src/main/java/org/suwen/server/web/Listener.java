package org.suwen.server.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
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

    private final ServerMode mode;
    private final ServerProperties properties;

    /**
     * Checks the configuration.
     *
     * @throws IllegalStateException when mode and listener don't fit
     */
    public Listener(ServerMode mode, ServerProperties properties) {
        this.mode = mode;
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
        if (tls != null && tls.getEnabledProtocols() == null) {
            tls.setEnabledProtocols(TLS);
            factory.setSsl(tls);
        }
    }

    /** After Spring's own customizer, which copies the properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}

package org.suwen.server.web;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Joins the cross-cutting parts of the HTTP side. Expects nothing but properties. */
@Configuration(proxyBeanMethods = false)
public class WebSetup {
    /** From {@code suwen.mode}; without it the strictest. */
    @Bean
    public ServerMode serverMode(Environment environment) {
        return environment.getProperty("suwen.mode", ServerMode.class, ServerMode.SERVE);
    }

    /** Listens where the mode allows. */
    @Bean
    public Listener listener(
            ServerMode mode, ServerProperties properties, @Value("${suwen.tls12-because:}") String because) {
        return new Listener(mode, properties, because);
    }

    /** From {@code suwen.trusted-proxies}, a comma-separated list; by default none. */
    @Bean
    public PeerAddress peerAddress(Environment environment) {
        return new PeerAddress(
                List.of(environment.getProperty("suwen.trusted-proxies", String[].class, new String[0])));
    }

    /** Before everything else, so that refused requests carry the headers too. */
    @Bean
    public FilterRegistrationBean<ResponseHeaders> responseHeaders(ServerMode mode) {
        FilterRegistrationBean<ResponseHeaders> registration = new FilterRegistrationBean<>(new ResponseHeaders(mode));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** {@code suwen.issuer} is the public address when it isn't the request's. */
    @Bean
    public OwnAddress ownAddress(Environment environment) {
        return new OwnAddress(java.util.Optional.ofNullable(environment.getProperty("suwen.issuer")));
    }

    /** Error bodies. */
    @Bean
    public ErrorAnswers errorAnswers() {
        return new ErrorAnswers();
    }

    /** The console's own addresses. */
    @Bean
    public ConsoleRoutes consoleRoutes() {
        return new ConsoleRoutes();
    }
}

package org.suwen.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** This server's own address as its clients know it, without a slash at its end. */
public final class OwnAddress {
    private final Optional<String> issuer;

    /** {@code issuer} is the public address; by default it is the one of the request. */
    public OwnAddress(Optional<String> issuer) {
        this.issuer = issuer;
    }

    /** The address as this request's caller knows it. */
    public String of(HttpServletRequest request) {
        return issuer.orElseGet(() -> {
            String url = request.getRequestURL().toString();
            return url.substring(0, url.length() - request.getRequestURI().length());
        });
    }
}

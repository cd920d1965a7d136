package org.suwen.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Sets the headers every answer carries, refused ones included, and refuses foreign host names on plain HTTP. */
public final class ResponseHeaders extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final ServerMode mode;

    /** {@code mode} decides whether the host name is checked. */
    public ResponseHeaders(ServerMode mode) {
        this.mode = mode;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // nothing is set yet, and adding spares a search through what is
        response.addHeader("Content-Security-Policy", CONTENT_POLICY);
        response.addHeader("X-Content-Type-Options", "nosniff");
        response.addHeader("X-Frame-Options", "DENY");
        response.addHeader("Referrer-Policy", "no-referrer");
        response.addHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.addHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.addHeader("Cache-Control", caching(request.getRequestURI()));
        if (request.isSecure()) {
            response.addHeader("Strict-Transport-Security", "max-age=31536000");
        }
        // a web page elsewhere that points its own name at 127.0.0.1 must not reach the demo (DNS rebinding)
        if (mode.plainHttp() && !LOOPBACK_NAMES.contains(request.getServerName())) {
            ErrorWriter.write(
                    request,
                    response,
                    new Problem(
                            HttpStatus.MISDIRECTED_REQUEST,
                            "HOST",
                            "此模式只接受本机地址",
                            "this mode answers under `localhost` or `127.0.0.1` only"));
            return;
        }
        chain.doFilter(request, response);
    }

    private static String caching(String path) {
        if (path.startsWith("/assets/")) {
            return "public, max-age=31536000, immutable"; // built files carry their hash in the name
        }
        // `/ledger` sets its own: a full tile never changes
        return path.equals("/") || path.endsWith(".html") ? "no-cache" : "no-store";
    }
}

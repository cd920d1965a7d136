package org.suwen.server.apps;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Lets pages of registered apps reach FHIR and the token endpoint from their own origin; cookies never go with it. */
final class AppOrigins extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String EXPOSED =
            "Content-Location, ETag, Last-Modified, Location, Retry-After, Suwen-Decision,"
                    + " Suwen-Entry, Suwen-Ground, X-Progress";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "Accept, Authorization, Cache-Control, Content-Type, If-Match, If-None-Exist,"
            + " If-None-Match, Prefer, Suwen-Purpose, X-Request-Id";

    private final transient List<PeopleApp> apps;

    AppOrigins(List<PeopleApp> apps) {
        this.apps = List.copyOf(apps);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin == null || !concerns(request.getRequestURI()) || !isKnown(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader("Vary", "Origin");
        response.addHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Access-Control-Expose-Headers", EXPOSED);
        if (request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null) {
            response.addHeader("Access-Control-Allow-Methods", METHODS);
            response.addHeader("Access-Control-Allow-Headers", HEADERS);
            response.addHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean concerns(String path) {
        return path.equals("/fhir") || path.startsWith("/fhir/") || path.equals("/oauth2/token");
    }

    private boolean isKnown(String origin) {
        try {
            return apps.stream().anyMatch(app -> app.isAt(origin));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}

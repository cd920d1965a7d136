package org.suwen.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.suwen.server.web.ConsoleRoutes;

/**
 * Which addresses open to whom before any decision about data: some to anybody, the emergency door to locked and
 * vouched sessions, everything else to signed-in callers only. Compared as sent; an encoded spelling matches nothing
 * and is refused.
 */
final class Doors {
    private static final Set<String> ANYBODY = Set.of(
            "/",
            "/index.html",
            "/favicon.ico",
            "/favicon.svg",
            "/health",
            "/fhir/metadata",
            "/fhir/.well-known/smart-configuration",
            "/cds-services",
            "/api/demo/accounts",
            "/api/demo/token",
            "/api/session",
            "/api/session/code",
            "/api/session/vouch",
            "/api/session/unlock",
            "/error");
    private static final List<String> ANYBODY_BELOW = List.of("/assets/", "/ledger/", "/oauth2/", "/.well-known/");
    private static final Set<String> EMERGENCY = Set.of("/api/break-glass", "/api/patients/find");
    private static final List<String> EMERGENCY_BELOW = List.of("/fhir/", "/api/statements", "/api/decisions/");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private Doors() {}

    /** Open to anybody; what lies behind looks after itself. */
    static boolean anybody(HttpServletRequest request) {
        return matches(request.getRequestURI(), ANYBODY, ANYBODY_BELOW)
                || (reads(request) && ConsoleRoutes.isRoute(request.getRequestURI()));
    }

    /** The way to a break-glass, which no lock closes; and what lies behind it once it was granted. */
    static boolean emergency(HttpServletRequest request, boolean granted) {
        return EMERGENCY.contains(request.getRequestURI())
                || (granted && matches(request.getRequestURI(), Set.of(), EMERGENCY_BELOW));
    }

    /** Whether the request changes nothing, so that no write token is needed. */
    static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    private static boolean matches(String path, Set<String> exact, List<String> below) {
        return exact.contains(path) || below.stream().anyMatch(path::startsWith);
    }
}

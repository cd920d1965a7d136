package org.suwen.server.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The console's session cookie and the write token derived from it. */
final class SessionCookie {
    static final String NAME = "SUWEN_SESSION";
    static final String WRITE_TOKEN = "X-Suwen-CSRF";

    private SessionCookie() {}

    static Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    static String writeToken(String secret) {
        return Secrets.derived(secret, "suwen write token");
    }

    /** Whether the request carries the session's write token, as every writing request must. */
    static boolean hasWriteToken(HttpServletRequest request, String secret) {
        String sent = request.getHeader(WRITE_TOKEN);
        return sent != null && Secrets.same(sent, writeToken(secret));
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(request, secret).build().toString());
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(request, "").maxAge(Duration.ZERO).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String secret) {
        return ResponseCookie.from(NAME, secret)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict");
    }
}

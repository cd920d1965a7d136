package org.suwen.server.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.suwen.server.identity.Pass.Form;
import org.suwen.server.web.ErrorWriter;
import org.suwen.server.web.PeerAddress;
import org.suwen.server.web.Problem;

/** Turns the session cookie or bearer token into the request's caller; what it refuses goes no further. */
final class CallerFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final PassReader reader;
    private final PeerAddress peers;

    CallerFilter(PassReader reader, PeerAddress peers) {
        this.reader = reader;
        this.peers = peers;
    }

    /** What the request holds up: a pass's secret and its form. */
    private record Held(Form form, String secret) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Doors.anybody(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        PassReader.Known known;
        try {
            Held held = held(request).orElseThrow(Problem::noSession);
            known = reader.read(held.form(), held.secret(), peers.of(request)).orElseThrow(Problem::noSession);
            check(request, held, known);
        } catch (Problem refused) {
            refuse(request, response, refused);
            return;
        }
        Callers.set(request, known.standing());
        SecurityContextHolder.setContext(new SecurityContextImpl(new Recognised(known.standing())));
        RequestVersions.during(known.asked(), () -> chain.doFilter(request, response));
        if (!known.restricted() && Callers.isActivity(request)) {
            reader.noteActivity(known);
        }
    }

    private static Optional<Held> held(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.of(new Held(
                            Form.TOKEN, authorization.substring(BEARER.length()).strip()))
                    : Optional.empty();
        }
        return SessionCookie.secret(request).map(secret -> new Held(Form.SESSION, secret));
    }

    private static void check(HttpServletRequest request, Held held, PassReader.Known known) {
        if (held.form() == Form.SESSION
                && !Doors.reads(request)
                && !SessionCookie.hasWriteToken(request, held.secret())) {
            throw Problem.forbidden(
                    "CSRF", "缺少写入令牌ï¼请刷新页面", "the header `X-Suwen-CSRF` is missing or wrong, reload the page");
        }
        if (known.pass().app().isPresent() && !request.getRequestURI().startsWith("/fhir/")) {
            throw Problem.forbidden(
                    "SCOPE", "应用只能使用 FHIR 接口", "an app's token opens the FHIR interface and nothing else");
        }
        if (!known.restricted() || Doors.emergency(request, known.doorOpen())) {
            return;
        }
        throw known.locked()
                ? locked()
                : Problem.forbidden(
                        "AUTH_STRENGTH",
                        "担保登录仅可用于紧急破窗",
                        "a vouched sign-in opens break-glass only, sign in with a second factor for the rest");
    }

    static Problem locked() {
        return new Problem(
                HttpStatus.LOCKED,
                "SESSION_LOCKED",
                "会话因长时间未操作已锁定ï¼请重新验证",
                "the session is locked after idling, unlock it with a code");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem refused)
            throws IOException {
        if (refused.status() == HttpStatus.UNAUTHORIZED) {
            boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer"); // RFC 6750 §3
        }
        ErrorWriter.write(request, response, refused);
    }

    /** Spring's view of a recognised caller; it has no authorities, the gate decides. */
    private static final class Recognised extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1;

        private final transient Standing standing;

        Recognised(Standing standing) {
            super(List.of());
            this.standing = standing;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return standing.caller();
        }
    }
}

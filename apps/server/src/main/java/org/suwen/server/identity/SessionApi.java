package org.suwen.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.identity.Pass.Form;
import org.suwen.server.identity.Passes.Issued;
import org.suwen.server.identity.SignIn.Typed;
import org.suwen.server.web.PeerAddress;
import org.suwen.server.web.Problem;
import org.suwen.server.web.ServerMode;

/** The console's sign-in, session, unlock and sign-out. */
@RestController
@RequestMapping(path = "/api/session", produces = MediaType.APPLICATION_JSON_VALUE)
public final class SessionApi {
    /** No user name, password, challenge or code is longer. */
    private static final int MAX_FIELD = 256;

    private final SignIn signIn;
    private final PassReader reader;
    private final Passes passes;
    private final PeerAddress peers;
    private final UnitNames names;
    private final ServerMode mode;

    SessionApi(SignIn signIn, PassReader reader, Passes passes, PeerAddress peers, UnitNames names, ServerMode mode) {
        this.signIn = signIn;
        this.reader = reader;
        this.passes = passes;
        this.peers = peers;
        this.names = names;
        this.mode = mode;
    }

    record PasswordBody(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordBody[]"; // Spring's debug log prints bodies
        }
    }

    record Begun(String next, String challenge) {
        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    record CodeBody(@Nullable String challenge, @Nullable String code) {
        @Override
        public String toString() {
            return "CodeBody[]"; // Spring's debug log prints bodies
        }
    }

    record VouchBody(
            @Nullable String username,
            @Nullable String password,
            @Nullable Voucher voucher) {
        @Override
        public String toString() {
            return "VouchBody[]"; // Spring's debug log prints bodies
        }
    }

    record Voucher(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Voucher[]"; // Spring's debug log prints bodies
        }
    }

    /** First step: user name and password. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Begun begin(@RequestBody PasswordBody body, HttpServletRequest request) {
        Typed typed = new Typed(field(body.username(), "username"), field(body.password(), "password"));
        String challenge = signIn.begin(typed, peers.of(request)).orElseThrow(SessionApi::refused);
        return new Begun("CODE", challenge);
    }

    /** Second step: the one-time code; answers with the session and its cookie. */
    @PostMapping(path = "/code", consumes = MediaType.APPLICATION_JSON_VALUE)
    SessionView complete(@RequestBody CodeBody body, HttpServletRequest request, HttpServletResponse response) {
        Issued issued = signIn.complete(
                        field(body.challenge(), "challenge"), field(body.code(), "code"), peers.of(request))
                .orElseThrow(SessionApi::refused);
        return begun(issued, request, response);
    }

    /** The emergency door when the second factor fails: a colleague signs in beside the password. */
    @PostMapping(path = "/vouch", consumes = MediaType.APPLICATION_JSON_VALUE)
    SessionView vouch(@RequestBody VouchBody body, HttpServletRequest request, HttpServletResponse response) {
        Voucher voucher = body.voucher() == null ? new Voucher(null, null, null) : body.voucher();
        Issued issued = signIn.vouch(
                        new Typed(field(body.username(), "username"), field(body.password(), "password")),
                        new Typed(
                                field(voucher.username(), "voucher.username"),
                                field(voucher.password(), "voucher.password")),
                        field(voucher.code(), "voucher.code"),
                        peers.of(request))
                .orElseThrow(SessionApi::refused);
        return begun(issued, request, response);
    }

    /** The session of the cookie; a locked one too, so that a page loaded anew can unlock it. */
    @GetMapping
    SessionView session(HttpServletRequest request) {
        PassReader.Known known = known(request);
        return view(known, secret(request));
    }

    /** Opens a locked session again. It needs no write token: the code itself proves the user's wish. */
    @PostMapping(path = "/unlock", consumes = MediaType.APPLICATION_JSON_VALUE)
    SessionView unlock(@RequestBody CodeBody body, HttpServletRequest request) {
        PassReader.Known known = known(request);
        if (!signIn.unlock(known, field(body.code(), "code"), peers.of(request))) {
            throw Problem.forbidden(
                    "WRONG_CODE", "验证码错误或已使用", "the code is wrong or was used already, take the next one");
        }
        return view(known(request), secret(request));
    }

    /** Signs out. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        PassReader.Known known = known(request);
        if (!SessionCookie.hasWriteToken(request, secret(request))) {
            throw Problem.forbidden(
                    "CSRF", "缺少写入令牌ï¼请刷新页面", "the header `X-Suwen-CSRF` is missing or wrong, reload the page");
        }
        SessionCookie.clear(request, response);
        passes.signOut(known.pass(), known.account().id(), peers.of(request));
    }

    private SessionView begun(Issued issued, HttpServletRequest request, HttpServletResponse response) {
        PassReader.Known known =
                reader.read(Form.SESSION, issued.secret(), peers.of(request)).orElseThrow(SessionApi::refused);
        SessionCookie.set(request, response, issued.secret());
        return view(known, issued.secret());
    }

    private SessionView view(PassReader.Known known, String secret) {
        return new SessionView(
                SessionView.user(known.account(), known.standing(), names),
                known.standing().caller().patients(),
                SessionCookie.writeToken(secret),
                passes.policy().idle().toSeconds(),
                mode == ServerMode.DEMO,
                known.locked(),
                IdentityKit.renews(known.account(), passes.clock().instant()));
    }

    private PassReader.Known known(HttpServletRequest request) {
        return reader.read(Form.SESSION, secret(request), peers.of(request)).orElseThrow(Problem::noSession);
    }

    private static String secret(HttpServletRequest request) {
        return SessionCookie.secret(request).orElseThrow(Problem::noSession);
    }

    private static String field(@Nullable String value, String name) {
        if (value == null || value.isEmpty() || value.length() > MAX_FIELD) {
            throw Problem.badRequest(
                    "缺少字段或字段过长:" + name, "the field `" + name + "` is missing or longer than 256 characters");
        }
        return value;
    }

    private static Problem refused() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "SIGN_IN_FAILED",
                "登录失败ï¼信息有误ï¼或失败次数过多账户暂时锁定",
                "sign-in failed: something is wrong, or the account rests after too many attempts");
    }
}

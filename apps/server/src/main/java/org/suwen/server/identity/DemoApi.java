package org.suwen.server.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.identity.DemoAccounts.DemoAccount;
import org.suwen.server.identity.DemoAccounts.Note;
import org.suwen.server.identity.Passes.Issued;
import org.suwen.server.web.PeerAddress;
import org.suwen.server.web.Problem;
import org.suwen.server.web.ServerMode;

/** The demo's accounts and the launcher's {@code token}; nothing is here outside {@code demo} (D24). */
@RestController
@RequestMapping(path = "/api/demo", produces = MediaType.APPLICATION_JSON_VALUE)
public final class DemoApi {
    private final DemoAccounts demo;
    private final Accounts accounts;
    private final SignIn signIn;
    private final PassPolicy policy;
    private final PeerAddress peers;
    private final ServerMode mode;
    private final Clock clock;

    DemoApi(
            DemoAccounts demo,
            Accounts accounts,
            SignIn signIn,
            PassPolicy policy,
            PeerAddress peers,
            ServerMode mode,
            Clock clock) {
        this.demo = demo;
        this.accounts = accounts;
        this.signIn = signIn;
        this.policy = policy;
        this.peers = peers;
        this.mode = mode;
        this.clock = clock;
    }

    record Offered(String username, String password, String secret, String code, String name, String role, Note note) {
        @Override
        public String toString() {
            return "Offered[" + username + "]";
        }
    }

    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    record Name(@Nullable String username) {}

    /** The accounts, each with the code to type now. */
    @GetMapping("/accounts")
    Map<String, List<Offered>> offered() {
        demoOnly();
        return Map.of(
                "accounts",
                demo.all().stream()
                        .filter(account -> !account.secret().isEmpty()) // machines don't sign in here
                        .map(this::offer)
                        .toList());
    }

    /** An access token of a demo account, in the form of RFC 6749 §5.1. */
    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_JSON_VALUE)
    Token token(@RequestBody Name name, HttpServletRequest request) {
        demoOnly();
        if (name.username() == null) {
            throw Problem.badRequest("缺少字段:username", "the field `username` is missing");
        }
        Account account = demo.find(name.username())
                .flatMap(known -> accounts.find(known.username()))
                .orElseThrow(Problem::notFound);
        Issued issued = signIn.demoToken(account, peers.of(request));
        return new Token(issued.secret(), "Bearer", policy.token().toSeconds());
    }

    private Offered offer(DemoAccount account) {
        long lastStep = accounts.find(account.username())
                .map(found -> found.credentials().lastStep())
                .orElse(0L);
        return new Offered(
                account.username(),
                account.password(),
                account.secret(),
                DemoAccounts.nextCode(account, lastStep, clock),
                account.name(),
                account.role(),
                account.note());
    }

    private void demoOnly() {
        if (mode != ServerMode.DEMO) {
            throw Problem.notFound();
        }
    }
}

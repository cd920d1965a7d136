package org.suwen.server.apps;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.apps.Codes.Exchange;
import org.suwen.server.identity.Passes;
import org.suwen.server.identity.Passes.AppGrant;
import org.suwen.server.identity.Passes.AppToken;
import org.suwen.server.web.OwnAddress;
import org.suwen.server.web.PeerAddress;

/** Codes for tokens (RFC 6749 §4.1.3, RFC 7636), and what this server offers to apps (SMART App Launch 2 §7). */
@RestController
public final class AppTokenApi {
    private final Codes codes;
    private final Passes passes;
    private final PeerAddress peers;
    private final OwnAddress addresses;

    AppTokenApi(Codes codes, Passes passes, PeerAddress peers, OwnAddress addresses) {
        this.codes = codes;
        this.passes = passes;
        this.peers = peers;
        this.addresses = addresses;
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Granted(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope,
            Optional<String> patient) {
        @Override
        public String toString() {
            return "Granted[]";
        }
    }

    /** Exchanges a code. */
    @PostMapping(
            path = "/oauth2/token",
            params = "grant_type=authorization_code",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> token(HttpServletRequest request, @RequestParam Map<String, String> form) {
        var exchange = new Exchange(
                form.getOrDefault("code", ""),
                form.getOrDefault("client_id", ""),
                form.getOrDefault("redirect_uri", ""),
                form.getOrDefault("code_verifier", ""));
        Optional<AppGrant> grant = codes.redeem(exchange);
        Optional<AppToken> token = grant.flatMap(each -> passes.issueForApp(each, peers.of(request)));
        if (token.isEmpty()) {
            return ResponseEntity.badRequest().body(Map.of("error", "invalid_grant"));
        }
        var reach = grant.orElseThrow().reach();
        return ResponseEntity.ok(new Granted(
                token.get().secret(),
                "Bearer",
                token.get().life().toSeconds(),
                String.join(" ", reach.scopes()),
                reach.patient()));
    }

    /** What apps can rely on; nothing is said that isn't so. */
    @GetMapping(path = "/fhir/.well-known/smart-configuration", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> configuration(HttpServletRequest request) {
        String base = addresses.of(request);
        return Map.of(
                "authorization_endpoint",
                base + "/oauth2/authorize",
                "token_endpoint",
                base + "/oauth2/token",
                "revocation_endpoint",
                base + "/oauth2/revoke",
                "grant_types_supported",
                List.of("authorization_code", "client_credentials"),
                "response_types_supported",
                List.of("code"),
                "code_challenge_methods_supported",
                List.of("S256"),
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post"),
                "scopes_supported",
                List.of("launch/patient", "patient/*.cruds", "user/*.cruds"),
                "capabilities",
                List.of(
                        "launch-standalone",
                        "client-public",
                        "context-standalone-patient",
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2"));
    }
}

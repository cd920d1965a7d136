package org.suwen.server.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.suwen.server.web.OwnAddress;

/** What the token endpoint offers (RFC 8414); our own, since two parts of this server answer it. */
@RestController
public final class TokenMetadataApi {
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

    private final OwnAddress address;

    TokenMetadataApi(OwnAddress address) {
        this.address = address;
    }

    record Metadata(
            String issuer,
            @JsonProperty("authorization_endpoint") String authorizationEndpoint,
            @JsonProperty("token_endpoint") String tokenEndpoint,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenMethods,

            @JsonProperty("revocation_endpoint") String revocationEndpoint,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationMethods,

            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,

            @JsonProperty("code_challenge_methods_supported")
            List<String> challengeMethods) {}

    @GetMapping(path = "/.well-known/oauth-authorization-server", produces = MediaType.APPLICATION_JSON_VALUE)
    Metadata metadata(HttpServletRequest request) {
        String base = address.of(request);
        return new Metadata(
                base,
                base + "/oauth2/authorize",
                base + "/oauth2/token",
                METHODS,
                base + "/oauth2/revoke",
                METHODS,
                List.of("client_credentials", "authorization_code"),
                List.of("code"),
                List.of("S256"));
    }
}

package org.suwen.server.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the token endpoint offers (RFC 8414). Our own, since the authorization server's must name an authorization
 * endpoint, which does not exist here.
 */
@RestController
public final class TokenMetadataApi {
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

    private final Optional<String> issuer;

    /** {@code issuer} is the server's public address; by default the one of the request. */
    TokenMetadataApi(Optional<String> issuer) {
        this.issuer = issuer;
    }

    record Metadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenMethods,

            @JsonProperty("revocation_endpoint") String revocationEndpoint,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationMethods,

            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes) {}

    @GetMapping(path = "/.well-known/oauth-authorization-server", produces = MediaType.APPLICATION_JSON_VALUE)
    Metadata metadata(HttpServletRequest request) {
        String base = issuer.orElseGet(() -> origin(request));
        return new Metadata(
                base,
                base + "/oauth2/token",
                METHODS,
                base + "/oauth2/revoke",
                METHODS,
                List.of("client_credentials"),
                List.of());
    }

    private static String origin(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}

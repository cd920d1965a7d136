package org.suwen.server.identity;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.suwen.server.identity.DocumentShelf.Stored;
import org.suwen.server.identity.Pass.Form;
import org.suwen.server.identity.Passes.Applicant;

/** Keeps what the authorization server issues as passes: by the token's fingerprint, recorded first, revocable. */
final class MachineTokens implements OAuth2AuthorizationService {
    private final Passes passes;
    private final MachineClients clients;
    private final Supplier<String> address;

    /** {@code address} gives the current request's peer. */
    MachineTokens(Passes passes, MachineClients clients, Supplier<String> address) {
        this.passes = passes;
        this.clients = clients;
        this.address = address;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = token(authorization);
        Account account = clients.machine(authorization.getPrincipalName())
                .orElseThrow(() -> new IllegalStateException("a token for a client that is gone"));
        String secret = token.getToken().getTokenValue();
        if (token.isInvalidated()) {
            pass(secret).ifPresent(pass -> passes.revoke(pass, account.id(), address.get()));
            return;
        }
        passes.keepToken(secret, new Applicant(account, 0, Set.of(FactorKind.CLIENT_SECRET), "", address.get()));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        pass(token(authorization).getToken().getTokenValue())
                .ifPresent(pass -> passes.revoke(pass, authorization.getPrincipalName(), address.get()));
    }

    /** Never asked for by the grants offered here: authorizations have no life apart from their token. */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String secret, @Nullable OAuth2TokenType type) {
        return pass(secret)
                .flatMap(pass -> clients.machine(pass.userName()).map(account -> authorization(account, pass, secret)))
                .orElse(null);
    }

    private OAuth2Authorization authorization(Account account, Pass pass, String secret) {
        return OAuth2Authorization.withRegisteredClient(clients.client(account))
                .id(pass.id())
                .principalName(account.userName())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .token(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        secret,
                        pass.life().issuedAt(),
                        pass.life().expiresAt()))
                .build();
    }

    private static OAuth2Authorization.Token<OAuth2AccessToken> token(OAuth2Authorization authorization) {
        return Objects.requireNonNull(authorization.getAccessToken(), "client credentials always give an access token");
    }

    private Optional<Pass> pass(String secret) {
        return passes.shelf()
                .get(Secrets.fingerprint(secret))
                .map(Stored::value)
                .filter(pass -> pass.form() == Form.TOKEN);
    }
}

package org.suwen.server.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.suwen.server.identity.Account.MachineHolder;

/** Shows the accounts of apps, models and devices to the authorization server as its clients. */
final class MachineClients implements RegisteredClientRepository {
    private final Accounts accounts;
    private final PassPolicy policy;

    MachineClients(Accounts accounts, PassPolicy policy) {
        this.accounts = accounts;
        this.policy = policy;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are registered through `Accounts`");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return machine(clientId).map(this::client).orElse(null);
    }

    Optional<Account> machine(String clientId) {
        return accounts.find(clientId).filter(account -> account.active() && account.holder() instanceof MachineHolder);
    }

    RegisteredClient client(Account account) {
        return RegisteredClient.withId(account.id())
                .clientId(account.userName())
                .clientSecret(account.credentials().secretHash())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .accessTokenTimeToLive(policy.token())
                        .build())
                .build();
    }
}

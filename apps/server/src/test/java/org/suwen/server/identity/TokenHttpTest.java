package org.suwen.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.suwen.decision.ActorKind;
import org.suwen.decision.Role;
import org.suwen.server.identity.AccessJournal.TokenIssued;
import org.suwen.server.identity.AccessJournal.TokenRevoked;
import org.suwen.server.identity.Account.MachineHolder;
import org.suwen.server.identity.RunningServer.Answer;

class TokenHttpTest {
    private static RunningServer server;
    private static int machines;
    private Accounts.Registered model;

    @BeforeAll
    static void start() {
        server = new RunningServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register() {
        server.journal.events.clear();
        model = server.bean(Accounts.class)
                .register("model-" + ++machines, ActorKind.MODEL, new MachineHolder("CT model", Role.MODEL, "A1"));
    }

    @Test
    void givesAReferenceTokenForAClientSecret() {
        Answer issued = token(model.clientSecret());
        String token = issued.body().at("/access_token").asString();

        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.body().at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(issued.body().at("/expires_in").asInt()).isBetween(1790, 1800);
        assertThat(issued.raw().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        assertThat(token).doesNotContain(".");
        Answer used = use(token);
        assertThat(used.body().at("/role").asString()).isEqualTo("MODEL");
        assertThat(used.body().at("/kind").asString()).isEqualTo("MODEL");
        assertThat(used.body().at("/factors").toString()).isEqualTo("[\"CLIENT_SECRET\"]");
        assertThat(server.journal.of(TokenIssued.class)).hasSize(1);
    }

    @Test
    void keepsNeitherTokenNorSecret() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();

        assertThat(server.documents.everything()).doesNotContain(token).doesNotContain(model.clientSecret());
    }

    @Test
    void refusesAWrongSecret() {
        String secret = model.clientSecret();
        String other = secret.startsWith("x") ? "y" : "x";
        Answer refused = token(other + secret.substring(1));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error()).isEqualTo("invalid_client");
    }

    @Test
    void refusesOtherGrants() {
        Answer refused = post("/oauth2/token", "grant_type=password&username=a&password=b", model.clientSecret());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("unsupported_grant_type");
    }

    /** RFC 7009. */
    @Test
    void aRevokedTokenOpensNothing() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();
        assertThat(use(token).status()).isEqualTo(200);

        assertThat(post("/oauth2/revoke", "token=" + token, model.clientSecret())
                        .status())
                .isEqualTo(200);

        Answer after = use(token);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.raw().headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("invalid_token");
        assertThat(server.journal.of(TokenRevoked.class)).hasSize(1);
    }

    @Test
    void oneMachineCannotRevokeAnothersToken() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();
        register();

        post("/oauth2/revoke", "token=" + token, model.clientSecret());

        assertThat(use(token).status()).isEqualTo(200);
    }

    @Test
    void aTokenExpires() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();
        server.clock.advance(Duration.ofMinutes(29));
        assertThat(use(token).status()).isEqualTo(200);

        server.clock.advance(Duration.ofMinutes(1));

        assertThat(use(token).status()).isEqualTo(401);
    }

    @Test
    void sweepsWhatHasExpired() {
        token(model.clientSecret());
        server.clock.advance(Duration.ofMinutes(30));

        assertThat(server.bean(Passes.class).sweep()).isPositive();
        assertThat(server.bean(Passes.class).sweep()).isZero();
    }

    @Test
    void aClosedMachineLosesItsTokens() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();

        server.bean(Accounts.class).close(model.account().userName(), "test");

        assertThat(use(token).status()).isEqualTo(401);
        assertThat(token(model.clientSecret()).status()).isEqualTo(401);
    }

    /** I1. */
    @Test
    void noTokenWithoutItsEntry() {
        server.journal.broken = true;
        try {
            Answer answer = token(model.clientSecret());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error()).isEqualTo("LEDGER_UNAVAILABLE");
        } finally {
            server.journal.broken = false;
        }
    }

    @Test
    void aTokenNeedsNoWriteTokenAndIsNoSession() {
        String token = token(model.clientSecret()).body().at("/access_token").asString();

        assertThat(server.send("POST", "/fhir/Probe", "{}", List.of("Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(200);
        assertThat(server.send("GET", "/api/probe", "", List.of("Cookie", SessionCookie.NAME + "=" + token))
                        .status())
                .isEqualTo(401);
    }

    /** RFC 8414. */
    @Test
    void namesOnlyWhatItOffers() {
        Answer metadata = server.send("GET", "/.well-known/oauth-authorization-server", "", List.of());

        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.body().at("/token_endpoint").asString()).endsWith("/oauth2/token");
        assertThat(metadata.body().at("/grant_types_supported").toString())
                .isEqualTo("[\"client_credentials\",\"authorization_code\"]");
        assertThat(metadata.body().at("/authorization_endpoint").asString()).endsWith("/oauth2/authorize");
        assertThat(metadata.body().at("/code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        assertThat(metadata.body().has("jwks_uri")).isFalse();
    }

    @Test
    void offersNoTokensOfPeopleOutsideTheDemo() {
        assertThat(server.send("POST", "/api/demo/token", "{\"username\":\"liming\"}", List.of())
                        .status())
                .isEqualTo(404);
        assertThat(server.send("GET", "/api/demo/accounts", "", List.of()).status())
                .isEqualTo(404);
    }

    private Answer token(String secret) {
        return post("/oauth2/token", "grant_type=client_credentials", secret);
    }

    private Answer post(String path, String form, String secret) {
        String basic = Base64.getEncoder()
                .encodeToString((model.account().userName() + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return server.send(
                "POST",
                path,
                form,
                List.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"));
    }

    private static Answer use(String token) {
        return server.send("GET", "/fhir/Probe/1", "", List.of("Authorization", "Bearer " + token));
    }
}

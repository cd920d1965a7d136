package org.suwen.server.apps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.suwen.server.identity.DirectoryDocuments;
import org.suwen.server.identity.DirectoryDocuments.DocumentKey;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DirectoryDocuments.VersionedBytes;
import org.suwen.server.identity.Passes.AppGrant;
import tools.jackson.databind.json.JsonMapper;

/** Codes that an app exchanges for a token: 256 random bits, good once and for a minute (RFC 6749 §4.1.2). */
final class Codes {
    private static final String KIND = "app-code";
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final DirectoryDocuments documents;
    private final Clock clock;
    private final SecureRandom random;

    Codes(DirectoryDocuments documents, Clock clock, SecureRandom random) {
        this.documents = documents;
        this.clock = clock;
        this.random = random;
    }

    /** What a code stands for; {@code id} is its fingerprint. */
    record Code(String id, String redirect, String challenge, AppGrant grant, Instant until, boolean used) {}

    /** A new code; those that have ended are cleared away. */
    String issue(Authorization authorization, AppGrant grant) {
        Instant now = clock.instant();
        documents.list(KIND).stream()
                .map(Codes::read)
                .filter(code -> !now.isBefore(code.until()))
                .forEach(code -> documents.delete(key(code.id())));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = TEXT.encodeToString(bytes);
        String id = digest(secret);
        write(
                0,
                new Code(
                        id,
                        authorization.redirect().toString(),
                        authorization.challenge(),
                        grant,
                        now.plus(LIFE),
                        false));
        return secret;
    }

    /** How an app exchanges a code. */
    record Exchange(String code, String app, String redirect, String verifier) {
        /** Never prints a secret. */
        @Override
        public String toString() {
            return "Exchange[" + app + "]";
        }
    }

    /** What the code stands for, once; nothing for a wrong app, address, verifier, or a code used or ended. */
    Optional<AppGrant> redeem(Exchange exchange) {
        String id = digest(exchange.code());
        Optional<VersionedBytes> stored = documents.get(key(id));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Code code = read(stored.get());
        if (code.used() || !clock.instant().isBefore(code.until())) {
            return Optional.empty();
        }
        try {
            write(
                    stored.get().version(),
                    new Code(id, code.redirect(), code.challenge(), code.grant(), code.until(), true));
        } catch (DocumentMovedException other) {
            return Optional.empty(); // somebody else was first
        }
        boolean fits = code.grant().reach().app().equals(exchange.app())
                && code.redirect().equals(exchange.redirect())
                && code.challenge().equals(digest(exchange.verifier()));
        return fits ? Optional.of(code.grant()) : Optional.empty();
    }

    private static DocumentKey key(String id) {
        return new DocumentKey(KIND, id);
    }

    private void write(long expected, Code code) {
        var unused = documents.put(key(code.id()), expected, JSON.writeValueAsBytes(code));
    }

    private static Code read(VersionedBytes stored) {
        return JSON.readValue(stored.value(), Code.class);
    }

    /** BASE64URL(SHA-256(text)), also the challenge of a verifier (RFC 7636 §4.6). */
    private static String digest(String text) {
        try {
            return TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}

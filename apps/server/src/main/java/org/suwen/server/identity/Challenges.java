package org.suwen.server.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.suwen.server.identity.DocumentShelf.Stored;

/** The half-way state of sign-ins: the password was right, the code is awaited. */
final class Challenges {
    private final DocumentShelf<Challenge> challenges;
    private final SecureRandom random;

    Challenges(DirectoryDocuments documents, SecureRandom random) {
        this.challenges = new DocumentShelf<>(documents, "challenge", Challenge.class);
        this.random = random;
    }

    /** {@code id} is the fingerprint of the secret the caller holds. */
    record Challenge(String id, String userName, int epoch, Instant expiresAt) {}

    String open(Account account, Instant expiresAt) {
        String secret = Secrets.random(random);
        String id = Secrets.fingerprint(secret);
        challenges.add(id, new Challenge(id, account.userName(), account.epoch(), expiresAt));
        return secret;
    }

    Optional<Challenge> find(String secret, Instant now) {
        return challenges
                .get(Secrets.fingerprint(secret))
                .map(Stored::value)
                .filter(challenge -> now.isBefore(challenge.expiresAt()));
    }

    void remove(String secret) {
        challenges.remove(Secrets.fingerprint(secret));
    }

    int sweep(Instant now) {
        List<Challenge> expired = challenges.all().stream()
                .filter(challenge -> !now.isBefore(challenge.expiresAt()))
                .toList();
        expired.forEach(challenge -> challenges.remove(challenge.id()));
        return expired.size();
    }
}

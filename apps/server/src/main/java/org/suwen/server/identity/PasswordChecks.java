package org.suwen.server.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.suwen.decision.ActorKind;
import org.suwen.server.web.Problem;

/**
 * Slow hashing of passwords, at most as many at once as there are cores: a flood of sign-ins then waits or is told to
 * come back, and the rest of the hospital keeps its processors.
 */
final class PasswordChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PasswordEncoder encoder;
    private final Semaphore cores;
    private final String nobodysHash;

    /** {@code strength} is bcrypt's cost, the logarithm of its rounds; 10 takes about 70 ms. */
    PasswordChecks(int strength, SecureRandom random, int cores) {
        this.encoder = new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of("bcrypt", new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2B, strength, random)));
        this.cores = new Semaphore(cores);
        this.nobodysHash = encoder.encode(Secrets.random(random));
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    /** Whether it is the account's password; takes the same time when there is no account. */
    boolean matches(String password, Optional<Account> account) {
        if (!entered()) {
            throw Problem.busy();
        }
        try {
            String hash = account.filter(found -> found.kind() == ActorKind.PERSON)
                    .map(found -> found.credentials().secretHash())
                    .orElse(nobodysHash);
            return encoder.matches(password, hash) && account.isPresent();
        } finally {
            cores.release();
        }
    }

    private boolean entered() {
        try {
            return cores.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

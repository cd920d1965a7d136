package org.suwen.server.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller holds to be known again: a console session or an access token. It carries identity only (D23); its
 * secret is never kept, {@code id} is the secret's fingerprint.
 */
record Pass(
        String id,
        Form form,
        String userName,
        Set<FactorKind> factors,
        Epochs epochs,
        Life life,
        @Nullable AppReach reach) {
    Pass {
        factors = Set.copyOf(factors);
    }

    /** What an app may do with it; nothing for whoever holds it in person, or for a machine of its own. */
    Optional<AppReach> app() {
        return Optional.ofNullable(reach);
    }

    enum Form {
        SESSION,
        TOKEN
    }

    /** The account's and the person's epochs when it began; when either has moved on, it has ended. */
    record Epochs(int account, int staff) {}

    /** {@code doorUntil}: how long a restricted session may use an opened emergency door. */
    record Life(
            Instant issuedAt,
            Instant expiresAt,
            Instant lastActivity,
            Optional<Instant> lockedAt,
            Optional<Instant> doorUntil) {}

    /** A session a second person vouched for: nothing but the emergency door. */
    boolean vouched() {
        return factors.contains(FactorKind.VOUCHER);
    }

    Pass activeAt(Instant at) {
        return with(new Life(life.issuedAt, life.expiresAt, at, life.lockedAt, life.doorUntil));
    }

    Pass lockedAt(Instant at) {
        return with(new Life(life.issuedAt, life.expiresAt, life.lastActivity, Optional.of(at), life.doorUntil));
    }

    Pass unlockedAt(Instant at) {
        return with(new Life(life.issuedAt, life.expiresAt, at, Optional.empty(), Optional.empty()));
    }

    Pass doorUntil(Instant until) {
        return with(new Life(life.issuedAt, life.expiresAt, life.lastActivity, life.lockedAt, Optional.of(until)));
    }

    private Pass with(Life next) {
        return new Pass(id, form, userName, factors, epochs, next, reach);
    }
}

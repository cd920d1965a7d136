package org.suwen.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Accounts and sign-in over one store, for whoever has no web server around them. */
public final class IdentityKit {

    /** Age from which on the holder is reminded to renew the password (PAT-07). */
    static final Duration RENEW_AFTER = Duration.ofDays(90);

    private static final int BCRYPT_STRENGTH = 10;

    private final Accounts accounts;
    private final SignIn signIn;
    private final Accounts.Chance chance;

    /** What identity is kept in and entered by. */
    public record Rim(
            DirectoryDocuments documents, AccessJournal journal, StaffDirectory staff, Accounts.Chance chance) {}

    /** Identity over this store; {@code watch} looks at each sign-in. */
    public IdentityKit(Rim rim, SignInWatch watch) {
        this.chance = rim.chance();
        var passwords = new PasswordChecks(
                BCRYPT_STRENGTH, chance.random(), Runtime.getRuntime().availableProcessors());
        this.accounts =
                new Accounts(rim.documents(), rim.journal(), passwords, PasswordPolicy.standard(), rim.chance());
        this.signIn = new SignIn(
                accounts,
                rim.staff(),
                new Passes(rim.documents(), rim.journal(), rim.chance(), PassPolicy.standard()),
                passwords,
                new Challenges(rim.documents(), chance.random()),
                rim.journal(),
                LockoutPolicy.standard(),
                chance.clock(),
                watch);
    }

    /** The accounts. */
    public Accounts accounts() {
        return accounts;
    }

    /** A person at the door: name, password and one-time code as typed, and the address. */
    public record Typed(String userName, String password, String code, String address) {
        /** Never prints a secret. */
        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /**
     * Signs in with both steps.
     *
     * @return whether the password is due for renewal; empty when the sign-in was refused
     */
    public Optional<Boolean> signIn(Typed typed) {
        return signIn.begin(new SignIn.Typed(typed.userName(), typed.password()), typed.address())
                .flatMap(challenge -> signIn.complete(challenge, typed.code(), typed.address()))
                .flatMap(issued -> accounts.find(typed.userName()))
                .map(account -> renews(account, chance.clock().instant()));
    }

    /** Whether a password is so old that its holder is reminded to renew it; a reminder, never a lock-out (PAT-07). */
    static boolean renews(Account account, Instant now) {
        return !Duration.between(account.credentials().changedAt(), now)
                .minus(RENEW_AFTER)
                .isNegative();
    }
}

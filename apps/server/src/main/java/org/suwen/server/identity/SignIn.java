package org.suwen.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.suwen.decision.ActorKind;
import org.suwen.server.identity.AccessJournal.Refusal;
import org.suwen.server.identity.AccessJournal.SessionUnlocked;
import org.suwen.server.identity.AccessJournal.SignInRefused;
import org.suwen.server.identity.Account.Credentials;
import org.suwen.server.identity.Account.StaffHolder;
import org.suwen.server.identity.DocumentShelf.Step;
import org.suwen.server.identity.Passes.Applicant;
import org.suwen.server.identity.Passes.Issued;

/**
 * Two-factor sign-in: a password, then a one-time code (DOC-32, ACC-08). All refusals look alike to the caller; the
 * ledger knows which it was.
 */
final class SignIn {
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
    private static final Set<FactorKind> BOTH = Set.of(FactorKind.PASSWORD, FactorKind.ONE_TIME_CODE);

    private final Accounts accounts;
    private final StaffDirectory staff;
    private final Passes passes;
    private final PasswordChecks passwords;
    private final Challenges challenges;
    private final AccessJournal journal;
    private final LockoutPolicy lockout;
    private final Clock clock;
    private final SignInWatch watch;

    SignIn(
            Accounts accounts,
            StaffDirectory staff,
            Passes passes,
            PasswordChecks passwords,
            Challenges challenges,
            AccessJournal journal,
            LockoutPolicy lockout,
            Clock clock,
            SignInWatch watch) {
        this.accounts = accounts;
        this.staff = staff;
        this.passes = passes;
        this.passwords = passwords;
        this.challenges = challenges;
        this.journal = journal;
        this.lockout = lockout;
        this.clock = clock;
        this.watch = watch;
    }

    /** Password and user name as typed. */
    record Typed(String userName, String password) {
        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /** First step: a challenge to answer with a code, or nothing. */
    Optional<String> begin(Typed typed, String address) {
        return checkPassword(typed, address, true)
                .map(account -> challenges.open(account, clock.instant().plus(CHALLENGE_LIFE)));
    }

    /** Second step: a session, or nothing. */
    Optional<Issued> complete(String challenge, String code, String address) {
        Optional<Challenges.Challenge> open = challenges.find(challenge, clock.instant());
        if (open.isEmpty()) {
            return refuse("", address, Refusal.EXPIRED_CHALLENGE);
        }
        return claimCode(open.get().userName(), code, address)
                .filter(account -> account.epoch() == open.get().epoch())
                .flatMap(account -> watch.admits(account, address, clock.instant())
                        ? Optional.of(account)
                        : this.<Account>refuse(account.id(), address, Refusal.HELD))
                .map(account -> {
                    challenges.remove(challenge);
                    return passes.openSession(applicant(account, BOTH, "", address));
                });
    }

    /**
     * The emergency door for a person whose second factor fails: a second member of staff signs in completely beside
     * the first's password. Identity is never waived, and a lock-out by failed attempts does not hold here.
     */
    Optional<Issued> vouch(Typed typed, Typed voucher, String voucherCode, String address) {
        Optional<Account> second = checkPassword(voucher, address, true)
                .filter(account -> account.holder() instanceof StaffHolder)
                .flatMap(account -> claimCode(account.userName(), voucherCode, address));
        return second.flatMap(vouching -> checkPassword(typed, address, false)
                .filter(account -> account.holder() instanceof StaffHolder)
                .filter(account -> !account.id().equals(vouching.id()))
                .map(account -> passes.openSession(
                        applicant(account, Set.of(FactorKind.PASSWORD, FactorKind.VOUCHER), vouching.id(), address))));
    }

    /** Opens a locked session with a fresh code; false when it was refused. */
    boolean unlock(PassReader.Known known, String code, String address) {
        Optional<Account> account = claimCode(known.account().userName(), code, address);
        account.ifPresent(found -> {
            Instant now = clock.instant();
            journal.record(
                    new SessionUnlocked(now, found.id(), address, known.pass().id()));
            passes.unlock(known.pass().id(), now);
        });
        return account.isPresent();
    }

    /** Whether a fresh code proves the caller again before a high-risk operation (PAT-12); a wrong one is entered. */
    boolean provesAgain(Account account, String code, String address) {
        return claimCode(account.userName(), code, address).isPresent();
    }

    /** A token for a demo account, whose factors the demo vouches for itself (D24). */
    Issued demoToken(Account account, String address) {
        return passes.issueToken(applicant(account, BOTH, "", address));
    }

    Applicant applicant(Account account, Set<FactorKind> factors, String voucher, String address) {
        int epoch = account.holder() instanceof StaffHolder holder
                ? staff.find(holder.staffId()).map(StaffMember::epoch).orElse(0)
                : 0;
        return new Applicant(account, epoch, factors, voucher, address);
    }

    private Optional<Account> checkPassword(Typed typed, String address, boolean lockoutHolds) {
        Optional<Account> account = accounts.find(typed.userName()).filter(found -> found.kind() == ActorKind.PERSON);
        boolean right = passwords.matches(typed.password(), account);
        if (account.isEmpty()) {
            return refuse("", address, Refusal.UNKNOWN_ACCOUNT);
        }
        Account found = account.get();
        if (lockoutHolds && clock.instant().isBefore(found.credentials().lockedUntil())) {
            return refuse(found.id(), address, Refusal.LOCKED_OUT);
        }
        if (!right) {
            countFailure(found.userName());
            return refuse(found.id(), address, Refusal.WRONG_PASSWORD);
        }
        return mayWork(found) ? account : refuse(found.id(), address, Refusal.INACTIVE_ACCOUNT);
    }

    /** Claims a code's time step for the account: each step serves once, on whatever node (D23). */
    private Optional<Account> claimCode(String userName, String code, String address) {
        Instant now = clock.instant();
        Claim claim = accounts.shelf().change(userName, current -> claim(current, code, now));
        if (claim.refusal().isPresent()) {
            return refuse(
                    claim.account().map(Account::id).orElse(""),
                    address,
                    claim.refusal().get());
        }
        return claim.account();
    }

    private record Claim(Optional<Account> account, Optional<Refusal> refusal) {
        static Claim refused(Account account, Refusal refusal) {
            return new Claim(Optional.of(account), Optional.of(refusal));
        }
    }

    private Step<Account, Claim> claim(Optional<Account> current, String code, Instant now) {
        if (current.isEmpty()) {
            return Step.leave(new Claim(current, Optional.of(Refusal.UNKNOWN_ACCOUNT)));
        }
        Account account = current.get();
        Credentials credentials = account.credentials();
        if (!mayWork(account)) {
            return Step.leave(Claim.refused(account, Refusal.INACTIVE_ACCOUNT));
        }
        if (now.isBefore(credentials.lockedUntil())) {
            return Step.leave(Claim.refused(account, Refusal.LOCKED_OUT));
        }
        OptionalLong step = credentials
                .totpSecret()
                .map(secret -> OneTimeCodes.match(secret, code, now))
                .orElse(OptionalLong.empty());
        if (step.isEmpty()) {
            Account failed = account.with(credentials.failed(lockout, now));
            return Step.write(failed, Claim.refused(account, Refusal.WRONG_CODE));
        }
        if (step.getAsLong() <= credentials.lastStep()) { // RFC 6238 §5.2: one use
            return Step.leave(Claim.refused(account, Refusal.REPLAYED_CODE));
        }
        Account used = account.with(credentials.codeUsed(step.getAsLong()));
        return Step.write(used, new Claim(Optional.of(used), Optional.empty()));
    }

    private void countFailure(String userName) {
        Instant now = clock.instant();
        accounts.shelf()
                .change(
                        userName,
                        current -> current.map(account -> Step.write(
                                        account.with(account.credentials().failed(lockout, now)), true))
                                .orElseGet(() -> Step.leave(false)));
    }

    private boolean mayWork(Account account) {
        boolean works = account.holder() instanceof StaffHolder holder
                ? staff.find(holder.staffId())
                        .filter(member -> member.worksAt(clock.instant()))
                        .isPresent()
                : true;
        return account.active() && works;
    }

    private <T> Optional<T> refuse(String account, String address, Refusal refusal) {
        journal.record(new SignInRefused(clock.instant(), account, address, refusal));
        return Optional.empty();
    }
}

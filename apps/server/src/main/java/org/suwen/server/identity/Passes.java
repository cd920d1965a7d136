package org.suwen.server.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.suwen.server.identity.AccessJournal.SignedIn;
import org.suwen.server.identity.AccessJournal.SignedOut;
import org.suwen.server.identity.AccessJournal.TokenIssued;
import org.suwen.server.identity.AccessJournal.TokenRevoked;
import org.suwen.server.identity.DirectoryDocuments.DocumentMovedException;
import org.suwen.server.identity.DocumentShelf.Step;
import org.suwen.server.identity.Pass.Epochs;
import org.suwen.server.identity.Pass.Form;
import org.suwen.server.identity.Pass.Life;

/** Issues, ends, locks and unlocks sessions and access tokens. {@link PassReader} recognises them. */
public final class Passes {
    private final DocumentShelf<Pass> passes;
    private final AccessJournal journal;
    private final Clock clock;
    private final SecureRandom random;
    private final PassPolicy policy;

    Passes(DirectoryDocuments documents, AccessJournal journal, Accounts.Chance chance, PassPolicy policy) {
        this.passes = new DocumentShelf<>(documents, "pass", Pass.class);
        this.journal = journal;
        this.clock = chance.clock();
        this.random = chance.random();
        this.policy = policy;
    }

    /** A new pass with its secret, which goes to the caller and is kept nowhere. */
    record Issued(String secret, Pass pass) {
        @Override
        public String toString() {
            return "Issued[" + pass.id() + "]";
        }
    }

    /** Who gets a pass, by what proof, from where; {@code voucher} is an account id or {@code ""}. */
    record Applicant(Account account, int staffEpoch, Set<FactorKind> factors, String voucher, String address) {}

    /** Begins a session, recorded first: without the entry there is no session (I1). */
    Issued openSession(Applicant applicant) {
        boolean vouched = applicant.factors().contains(FactorKind.VOUCHER);
        Issued issued = draw(applicant, Form.SESSION, vouched ? policy.vouched() : policy.session());
        Pass pass = issued.pass();
        journal.record(new SignedIn(
                pass.life().issuedAt(),
                applicant.account().id(),
                applicant.address(),
                pass.id(),
                pass.factors(),
                applicant.voucher()));
        passes.add(pass.id(), pass);
        return issued;
    }

    /** Issues an access token, recorded first. */
    Issued issueToken(Applicant applicant) {
        Issued issued = draw(applicant, Form.TOKEN, policy.token());
        keepToken(issued.pass(), applicant);
        return issued;
    }

    /**
     * What a person decided about an app.
     *
     * @param session the id of the session in which that was
     */
    public record AppGrant(String session, String account, AppReach reach) {}

    /** A token for an app; {@code secret} goes to the app and is kept nowhere. */
    public record AppToken(String secret, Duration life) {
        /** Never prints the secret. */
        @Override
        public String toString() {
            return "AppToken[]";
        }
    }

    /** Issues an app's token in the name of the session's person; nothing when that session has ended or is locked. */
    public Optional<AppToken> issueForApp(AppGrant grant, String address) {
        Instant now = clock.instant();
        Optional<Pass> session = passes.get(grant.session())
                .map(DocumentShelf.Stored::value)
                .filter(pass -> pass.form() == Form.SESSION && !pass.vouched())
                .filter(pass -> now.isBefore(pass.life().expiresAt())
                        && pass.life().lockedAt().isEmpty());
        if (session.isEmpty()) {
            return Optional.empty();
        }
        String secret = Secrets.random(random);
        Pass in = session.get();
        Life life = new Life(now, now.plus(policy.token()), now, Optional.empty(), Optional.empty());
        String id = Secrets.fingerprint(secret);
        Pass pass = new Pass(id, Form.TOKEN, in.userName(), in.factors(), in.epochs(), life, grant.reach());
        journal.record(
                new TokenIssued(now, grant.account(), address, id, grant.reach().app()));
        passes.add(id, pass);
        return Optional.of(new AppToken(secret, policy.token()));
    }

    /** Keeps an access token whose secret another part drew. */
    void keepToken(String secret, Applicant applicant) {
        keepToken(pass(Secrets.fingerprint(secret), applicant, Form.TOKEN, policy.token()), applicant);
    }

    /** Ends a session at its user's wish; it has ended even when the entry can't be written. */
    void signOut(Pass pass, String account, String address) {
        passes.remove(pass.id());
        journal.record(new SignedOut(clock.instant(), account, address, pass.id()));
    }

    /** Revokes an access token at its holder's wish (RFC 7009). */
    void revoke(Pass pass, String account, String address) {
        passes.remove(pass.id());
        journal.record(new TokenRevoked(clock.instant(), account, address, pass.id()));
    }

    /** Locks an idle session; true for the one call that did it, on whatever node. */
    boolean lock(String id, Instant at) {
        return passes.change(
                id,
                current -> current.filter(pass -> pass.life().lockedAt().isEmpty())
                        .map(pass -> Step.write(pass.lockedAt(at), true))
                        .orElseGet(() -> Step.leave(false)));
    }

    void unlock(String id, Instant at) {
        update(id, pass -> pass.unlockedAt(at));
    }

    /**
     * Lets a locked or vouched session read on through the emergency door until {@code until}, after its break-glass
     * was granted. Each request still passes the gate with its true idle time and factors, so that nothing but the
     * break-glass grant opens anything.
     */
    public void openDoor(String sessionId, Instant until) {
        update(sessionId, pass -> pass.doorUntil(until));
    }

    /** Removes passes that have expired; for a job that runs now and then. */
    public int sweep() {
        Instant now = clock.instant();
        List<Pass> expired = passes.all().stream()
                .filter(pass -> !now.isBefore(pass.life().expiresAt()))
                .toList();
        expired.forEach(pass -> passes.remove(pass.id()));
        return expired.size();
    }

    /** Writes down activity when the last note is old enough; the new version, or nothing when none was written. */
    Optional<DocumentShelf.Stored<Pass>> noteActivity(DocumentShelf.Stored<Pass> current, Instant at) {
        Pass pass = current.value();
        if (Duration.between(pass.life().lastActivity(), at).compareTo(policy.activityGrain()) < 0) {
            return Optional.empty();
        }
        try {
            Pass noted = pass.activeAt(at);
            return Optional.of(new DocumentShelf.Stored<>(passes.put(pass.id(), current.version(), noted), noted));
        } catch (DocumentMovedException moved) {
            return Optional.empty(); // the next request reads the newer one
        }
    }

    DocumentShelf<Pass> shelf() {
        return passes;
    }

    Clock clock() {
        return clock;
    }

    PassPolicy policy() {
        return policy;
    }

    private void keepToken(Pass pass, Applicant applicant) {
        journal.record(
                new TokenIssued(pass.life().issuedAt(), applicant.account().id(), applicant.address(), pass.id(), ""));
        passes.add(pass.id(), pass);
    }

    private void update(String id, java.util.function.UnaryOperator<Pass> change) {
        passes.change(
                id,
                current -> current.map(pass -> Step.write(change.apply(pass), true))
                        .orElseGet(() -> Step.leave(false)));
    }

    private Issued draw(Applicant applicant, Form form, Duration life) {
        String secret = Secrets.random(random);
        return new Issued(secret, pass(Secrets.fingerprint(secret), applicant, form, life));
    }

    private Pass pass(String id, Applicant applicant, Form form, Duration life) {
        Instant now = clock.instant();
        return new Pass(
                id,
                form,
                applicant.account().userName(),
                applicant.factors(),
                new Epochs(applicant.account().epoch(), applicant.staffEpoch()),
                new Life(now, now.plus(life), now, Optional.empty(), Optional.empty()),
                null);
    }
}

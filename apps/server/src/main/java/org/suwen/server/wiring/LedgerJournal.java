package org.suwen.server.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.LedgerUnavailableException;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Caller;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.server.identity.AccessJournal;
import org.suwen.server.web.Problem;

/** Enters what happens to accounts, sessions, tokens and staff in the ledger (AUD-01, AUD-02). */
final class LedgerJournal implements AccessJournal {

    private final Journal journal;
    private final Asks asks;
    private final Institution institution;

    LedgerJournal(Journal journal, Asks asks, Institution institution) {
        this.journal = journal;
        this.asks = asks;
        this.institution = institution;
    }

    /** What an event says: type, operation, outcome, address, reference. */
    private record Line(EntryType type, String operation, Outcome outcome, String address, String reference) {}

    @Override
    public void record(AccessEvent event) {
        Line line = line(event);
        var reasons = event instanceof SignInRefused refused
                ? List.of(refused.refusal().name())
                : List.<String>of();
        var verdict = new Verdict(line.outcome(), "", reasons, List.of(), "");
        AccountPart account = AccountPart.of(
                event.at(),
                Caller.of(event.account(), "", institution.code(), line.address()),
                new Act(line.operation(), "OPERATIONS", new byte[0], line.reference()),
                verdict,
                Optional.empty());
        try {
            journal.institutional(line.type(), asks.newId(), account);
        } catch (LedgerUnavailableException unavailable) {
            throw Problem.ledgerUnavailable();
        }
    }

    private static Line line(AccessEvent event) {
        return switch (event) {
            case SignedIn in ->
                new Line(
                        EntryType.SIGN_IN, "sign-in", Outcome.DONE, in.address(), in.session() + voucher(in.voucher()));
            case SignInRefused refused -> new Line(EntryType.SIGN_IN, "sign-in", Outcome.DENY, refused.address(), "");
            case SessionLocked locked ->
                new Line(EntryType.SIGN_IN, "session.lock", Outcome.DONE, locked.address(), locked.session());
            case SessionUnlocked open ->
                new Line(EntryType.SIGN_IN, "session.unlock", Outcome.DONE, open.address(), open.session());
            case SignedOut out -> new Line(EntryType.SIGN_IN, "sign-out", Outcome.DONE, out.address(), out.session());
            case TokenIssued token ->
                new Line(
                        EntryType.SIGN_IN,
                        "token.issue",
                        Outcome.DONE,
                        token.address(),
                        token.session() + app(token.app()));
            case TokenRevoked token ->
                new Line(EntryType.SIGN_IN, "token.revoke", Outcome.DONE, token.address(), token.session());
            case StaffChanged staff -> new Line(EntryType.STAFF, "staff.change", Outcome.DONE, "", changes(staff));
        };
    }

    private static String app(String app) {
        return app.isEmpty() ? "" : " app " + app;
    }

    private static String voucher(String voucher) {
        return voucher.isEmpty() ? "" : " vouched by " + voucher;
    }

    private static String changes(StaffChanged staff) {
        String changed = staff.changed().stream()
                .map(change -> change.attribute() + ":" + change.before() + "→" + change.after())
                .collect(Collectors.joining(";"));
        String text = staff.by() + "|" + changed;
        return text.length() <= 200 ? text : text.substring(0, 200);
    }
}

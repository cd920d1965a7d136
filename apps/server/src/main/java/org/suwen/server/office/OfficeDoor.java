package org.suwen.server.office;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.suwen.decision.Role;
import org.suwen.ledger.EntryType;
import org.suwen.ledger.part.AccountPart;
import org.suwen.ledger.part.Act;
import org.suwen.ledger.part.Outcome;
import org.suwen.ledger.part.Verdict;
import org.suwen.server.access.Asks;
import org.suwen.server.access.Institution;
import org.suwen.server.access.Journal;
import org.suwen.server.identity.Caller;
import org.suwen.server.web.Problem;

/** Lets the office in, and nobody else; each visit is an entry (AUD-02: no role is exempt). */
public final class OfficeDoor {

    private final Journal journal;
    private final Asks asks;
    private final Institution institution;
    private final Clock clock;

    /** A door whose visits {@code journal} keeps. */
    public OfficeDoor(Journal journal, Asks asks, Institution institution, Clock clock) {
        this.journal = journal;
        this.asks = asks;
        this.institution = institution;
        this.clock = clock;
    }

    /** Enters the visit in the ledger and returns, or throws the refusal. */
    public void enter(Caller caller, String operation) {
        boolean allowed = caller.role() == Role.OFFICER || caller.role() == Role.AUDITOR;
        var id = asks.newId();
        var verdict = allowed
                ? new Verdict(Outcome.PERMIT, "DUTY", List.of(), List.of("AUD-07"), id.toString())
                : new Verdict(Outcome.DENY, "", List.of("PURPOSE"), List.of("AUD-07"), id.toString());
        var who = org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), institution.code(), caller.address());
        AccountPart account =
                AccountPart.of(clock.instant(), who, Act.of(operation, "AUDIT"), verdict, Optional.empty());
        journal.institutional(allowed ? EntryType.CHECK : EntryType.DENIAL, id, account);
        if (!allowed) {
            throw Problem.forbidden("PURPOSE", "仅数据保护办公室可用", "for the data-protection office only");
        }
    }
}

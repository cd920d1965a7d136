package org.suwen.server.office;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        enter(caller, EntryType.CHECK, Act.of(operation, "AUDIT"), Optional.empty());
    }

    /** The same for an act that names more than its operation. */
    public void enter(Caller caller, EntryType type, Act act, Optional<UUID> patient) {
        if (caller.role() != Role.OFFICER && caller.role() != Role.AUDITOR) {
            throw refused(caller, act.operation(), notForThem());
        }
        act(caller, type, act, patient);
    }

    /** The refusal of who has no business here. */
    static Problem notForThem() {
        return Problem.forbidden("PURPOSE", "仅数据保护办公室可用", "for the data-protection office only");
    }

    /** Enters something the office does; it counts once this returns. */
    void act(Caller caller, EntryType type, Act act, Optional<UUID> patient) {
        var id = asks.newId();
        var verdict = new Verdict(Outcome.PERMIT, "DUTY", List.of(), List.of("AUD-07"), id.toString());
        enter(type, id, AccountPart.of(clock.instant(), who(caller), act, verdict, patient));
    }

    /** Enters the refusal and gives it back to be thrown. */
    Problem refused(Caller caller, String operation, Problem problem) {
        var id = asks.newId();
        var verdict = new Verdict(Outcome.DENY, "", List.of(problem.code()), List.of("AUD-07"), id.toString());
        Act act = Act.of(operation, "AUDIT");
        enter(EntryType.DENIAL, id, AccountPart.of(clock.instant(), who(caller), act, verdict, Optional.empty()));
        return problem;
    }

    private void enter(EntryType type, UUID id, AccountPart account) {
        var unused = journal.institutional(type, id, account);
    }

    private org.suwen.ledger.part.Caller who(Caller caller) {
        return org.suwen.ledger.part.Caller.of(
                caller.accountId(), caller.role().name(), institution.code(), caller.address());
    }
}
